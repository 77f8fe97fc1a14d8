package io.farthing.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import io.farthing.application.port.out.WalletGateway;
import io.farthing.application.spi.Adapter;
import io.farthing.application.spi.AdapterContext;
import io.farthing.application.spi.Setting;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.secret.Secret;
import io.farthing.dotwallet.client.DotWalletProvider;
import io.farthing.dotwallet.client.RemoteSettings;
import io.farthing.web.server.WebServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How long a remote wallet may take, and how long the server waits, are set in modules that do not know each other. */
class RemotePatienceTest {

    @Test
    void theSlowestRemoteIsGivenUpBeforeTheRequestThatWaitsForIt() {
        RemoteSettings slowest = new RemoteSettings(
                WebUri.parse("https://remote.example").orElseThrow(),
                "0123abcd",
                new Secret("remote secret"),
                most("dotwallet.remote.connect-timeout"),
                most("dotwallet.remote.request-timeout"),
                1,
                1,
                false);
        AdapterContext context = new AdapterContext(() -> Path.of("nowhere"), InstantSource.system());
        try (Adapter adapter = new DotWalletProvider().open(slowest, context)) {
            // A payment takes two requests to the remote at most, and so does a log-in.
            Duration patience = Guice.createInjector(adapter.module())
                    .getInstance(WalletGateway.class)
                    .patience();

            assertThat(patience).isLessThan(Duration.ofMillis(WebServer.ANSWER_TIMEOUT_MS));
        }
    }

    private static Duration most(String key) {
        return Stream.of(RemoteSettings.class.getRecordComponents())
                .map(component -> component.getAnnotation(Setting.class))
                .filter(setting -> setting.key().equals(key))
                .map(setting -> Duration.ofSeconds(setting.max()))
                .findFirst()
                .orElseThrow();
    }
}
