package io.farthing.dotwallet.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.domain.app.WebUri;
import io.farthing.domain.secret.Secret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A remote that does not answer as it should is soon left in peace, in whichever way it fails. */
class RemoteTroubleTest {

    private static final int AT_A_TIME = 10;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final List<Socket> connections = new ArrayList<>();
    private ServerSocket remote;

    @BeforeEach
    void listen() throws IOException {
        remote = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void end() throws IOException {
        remote.close();
        thread.shutdownNow();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10000 | SSH-2.0-Something~ | the connection to the wallet failed",
                "50 | '' | the wallet did not answer in time",
                "50 | HTTP/1.1 200 OK~Content-Length: 5~~{ | the wallet did not answer in time"
            })
    void isNotAskedForAWhile(long patienceMs, String answer, String trouble) {
        thread.execute(() -> serve(answer.replace("~", "\r\n")));
        RemoteCalls calls = new RemoteCalls(settings(Duration.ofMillis(patienceMs)));
        List<CompletableFuture<Reply>> first =
                Stream.generate(() -> ask(calls)).limit(AT_A_TIME).toList();
        assertThat(first.get(0).join())
                .isInstanceOfSatisfying(
                        Reply.Unclear.class,
                        unclear -> assertThat(unclear.why()).startsWith(trouble));
        first.forEach(CompletableFuture::join);

        Reply next = ask(calls).join();
        for (int more = 0; more < AT_A_TIME && next instanceof Reply.Unclear; more++) {
            next = ask(calls).join();
        }

        assertThat(next).isEqualTo(new Reply.NotSent("the wallet is in trouble and is not asked for a while"));
    }

    private static CompletableFuture<Reply> ask(RemoteCalls calls) {
        return calls.post("app", "search_order", calls.newBody());
    }

    @Test
    void onlyWhatHappensBeforeThereIsATrustedConnectionSaysThatNothingWasSent() {
        SSLHandshakeException notTrusted = new SSLHandshakeException("no");
        notTrusted.initCause(new CertificateException("not trusted"));
        List<Exception> notConnected =
                List.of(new ConnectException("refused"), new HttpConnectTimeoutException("no answer"), notTrusted);

        assertThat(notConnected).allMatch(RemoteCalls::isNotConnected);
        assertThat(notConnected).map(CompletionException::new).allMatch(RemoteCalls::isNotConnected);
        assertThat(List.of(
                        new HttpTimeoutException("no answer"),
                        new TimeoutException(),
                        new SSLHandshakeException("alert"),
                        new IOException("reset")))
                .noneMatch(RemoteCalls::isNotConnected);
    }

    private RemoteSettings settings(Duration patience) {
        return new RemoteSettings(
                WebUri.parse("http://127.0.0.1:" + remote.getLocalPort()).orElseThrow(),
                "app",
                new Secret("secret"),
                Duration.ofSeconds(1),
                patience,
                AT_A_TIME,
                1,
                false);
    }

    // What comes is left unread, and no connection is closed.
    private void serve(String answer) {
        try {
            while (true) {
                Socket connection = remote.accept();
                connections.add(connection);
                connection.getOutputStream().write(answer.getBytes(US_ASCII));
            }
        } catch (IOException e) {
            // The test has ended.
        }
    }
}
