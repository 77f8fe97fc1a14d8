package io.farthing.dotwallet.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.domain.app.WebUri;
import io.farthing.domain.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a remote behind TLS has been sent, where the handshake fails. */
class RemoteTlsTest {

    private static final String PASSWORD = "only for this test";
    private static final int PATIENCE_S = 20;

    @TempDir
    private static Path folder;

    private static KeyStore keys;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final SSLContext usual = usual();
    private ServerSocket remote;

    @BeforeAll
    static void make() throws Exception {
        Path file = folder.resolve("remote.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process made = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=remote",
                        "-ext",
                        "san=ip:127.0.0.1")
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes());
        assertThat(made.waitFor()).as(said).isZero();
        keys = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }

    @BeforeEach
    void listen() throws IOException {
        remote = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        thread.execute(this::serve);
    }

    @AfterEach
    void end() throws IOException {
        SSLContext.setDefault(usual);
        remote.close();
        thread.shutdownNow();
    }

    @Test
    void anAlertAfterTheRequestLeavesOpenWhatBecameOfIt() throws Exception {
        SSLContext.setDefault(tls(null));

        assertThat(ask()).isInstanceOf(Reply.Unclear.class);
        assertThat(requests).as("that got there").hasValue(1);
    }

    @Test
    void whoIsNotTrustedIsSentNothing() throws Exception {
        assertThat(ask()).isInstanceOf(Reply.NotSent.class);
        assertThat(requests).as("that got there").hasValue(0);
        assertThat(connections).as("in three tries").hasValue(3);
    }

    private Reply ask() throws Exception {
        RemoteCalls calls = new RemoteCalls(new RemoteSettings(
                WebUri.parse("https://127.0.0.1:" + remote.getLocalPort()).orElseThrow(),
                "app",
                new Secret("secret"),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                1,
                1,
                false));
        return calls.post("app", "pay_small_money", calls.newBody()).get(PATIENCE_S, TimeUnit.SECONDS);
    }

    private void serve() {
        while (!remote.isClosed()) {
            try (SSLSocket connection =
                    (SSLSocket) tls(own()).getSocketFactory().createSocket(remote.accept(), null, true)) {
                connections.incrementAndGet();
                connection.setUseClientMode(false);
                connection.setEnabledProtocols(new String[] {"TLSv1.2"});
                readRequest(connection);
                // As where a page is only for clients with a certificate: the handshake is done once more, and fails.
                connection.setNeedClientAuth(true);
                connection.startHandshake();
                connection.getInputStream().read();
            } catch (IOException | GeneralSecurityException e) {
                // The next one.
            }
        }
    }

    // Until the end of its body, which is JSON without blanks.
    private void readRequest(SSLSocket connection) throws IOException {
        int last;
        do {
            last = connection.getInputStream().read();
        } while (last != '}' && last >= 0);
        requests.incrementAndGet();
    }

    // Trusts the remote, and is itself whom these keys say, if anybody.
    private static SSLContext tls(KeyManager @Nullable [] own) throws GeneralSecurityException {
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own, trusted.getTrustManagers(), null);
        return context;
    }

    private static KeyManager[] own() throws GeneralSecurityException {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        return own.getKeyManagers();
    }

    private static SSLContext usual() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
