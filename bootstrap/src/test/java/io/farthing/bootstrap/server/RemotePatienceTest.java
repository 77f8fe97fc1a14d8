package io.farthing.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import io.farthing.application.port.out.WalletGateway;
import io.farthing.application.spi.Adapter;
import io.farthing.application.spi.AdapterContext;
import io.farthing.application.spi.Setting;
import io.farthing.bootstrap.adapters.PluginSource;
import io.farthing.bootstrap.config.Settings;
import io.farthing.bootstrap.failure.Failure;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.secret.Secret;
import io.farthing.dotwallet.client.DotWalletProvider;
import io.farthing.dotwallet.client.RemoteSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

            assertThat(patience).isLessThanOrEqualTo(WalletGateway.LONGEST_PATIENCE);
        }
    }

    @ParameterizedTest
    @CsvSource({"116000, 116.0", "0, 0.0", "-1500, -1.5"})
    void aWalletThatMayTakeLongerThanARequestOrNoTimeAtAllIsNotStartedWith(
            long millis, String told, @TempDir Path folder) {
        PluginSource.wallet("snail")
                .withPatience("return Duration.ofMillis(" + millis + ");")
                .pack(folder, "snail.jar");
        Map<String, String> set = new HashMap<>(Map.of(
                "FARTHING_HTTP_PORT",
                "0",
                "FARTHING_DATA_DIR",
                folder.toString(),
                "FARTHING_PLUGINS_DIR",
                folder.toString(),
                "FARTHING_WALLET",
                "snail"));
        assertThatThrownBy(() -> Server.start(Settings.read(set, Optional.empty())))
                .isInstanceOf(Failure.class)
                .hasMessage(
                        "The wallet snail may take " + told + " s for a payment, and a wallet must take some time and"
                                + " at most 115 s: change its time-outs, or choose another one with the setting wallet.");
        set.put("FARTHING_WALLET", "ledger");
        Server.start(Settings.read(set, Optional.empty())).close();
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
