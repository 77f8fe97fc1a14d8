package io.farthing.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.farthing.application.spi.AdapterName;
import io.farthing.bootstrap.adapters.AdapterCatalog;
import io.farthing.bootstrap.config.ProcessSettings.LogFormat;
import io.farthing.bootstrap.config.ProcessSettings.LogLevel;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.secret.Secret;
import io.farthing.dotwallet.client.RemoteSettings;
import io.farthing.dotwallet.server.CodeNumbering;
import io.farthing.dotwallet.server.DotWalletSettings;
import io.farthing.persistence.DatabaseOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is set arrives, from wherever it is set. */
class SettingsTest {

    /** Every setting with a value that is not its default. */
    private static final Map<String, String> ALL = Map.ofEntries(
            Map.entry("http.host", "0.0.0.0"),
            Map.entry("http.port", "0"),
            Map.entry("public-url", "https://wallet.example"),
            Map.entry("http.trusted-proxies", "10.0.0.1, ::1"),
            Map.entry("data-dir", "/srv/farthing"),
            Map.entry("plugins-dir", "/srv/plugins"),
            Map.entry("storage", "database"),
            Map.entry("database.url", "jdbc:postgresql://db/farthing"),
            Map.entry("database.user", "teller"),
            Map.entry("database.password", "pa:ss=#word"),
            Map.entry("database.pool-size", "20"),
            Map.entry("operator.token", "0123456789abcdef"),
            Map.entry("payments.minimum-satoshis", "546"),
            Map.entry("payments.max-waiting", "100"),
            Map.entry("payments.max-batch", "10"),
            Map.entry("addresses.test-net", "true"),
            Map.entry("wallet", "dotwallet"),
            Map.entry("dotwallet.remote.url", "https://remote.example"),
            Map.entry("dotwallet.remote.app-id", "0123abcd"),
            Map.entry("dotwallet.remote.secret", "remote secret"),
            Map.entry("dotwallet.remote.connect-timeout", "1s"),
            Map.entry("dotwallet.remote.request-timeout", "5s"),
            Map.entry("dotwallet.remote.max-concurrent", "4"),
            Map.entry("dotwallet.remote.max-waiting", "90"),
            Map.entry("dotwallet.remote.plain-http", "true"),
            Map.entry("users.sign-up", "true"),
            Map.entry("sessions.lifetime", "7d"),
            Map.entry("redirects.plain-http", "true"),
            Map.entry("dotwallet.error-codes", "sdk"),
            Map.entry("dotwallet.max-body-bytes", "65536"),
            Map.entry("log.format", "json"),
            Map.entry("log.level", "debug"));

    @TempDir
    private Path folder;

    private final Settings defaults = Settings.read(Map.of(), Optional.empty());

    @Test
    void theServerListensOnThisMachineOnlyByDefault() {
        assertThat(defaults.http()).isEqualTo(new HttpSettings("127.0.0.1", 8080, Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "[::1]"})
    void anAddressOfIpV6MayHaveBrackets(String host) {
        HttpSettings http = Settings.read(Map.of("FARTHING_HTTP_HOST", host), Optional.empty())
                .http();
        assertThat(http.host()).isEqualTo("::1");
        assertThat(http.url(8080)).isEqualTo("http://[::1]:8080");
    }

    @Test
    void everythingIsKeptInAFolderBesideTheProcessByDefault() {
        assertThat(defaults.data()).isEqualTo(new DataSettings(Path.of("farthing-data"), Path.of("plugins")));
        assertThat(of(defaults, "database"))
                .isEqualTo(new DatabaseOptions(Optional.empty(), Optional.empty(), Optional.empty(), 8));
    }

    @Test
    void theDatabaseAndTheEmbeddedWalletAreUsedByDefault() {
        assertThat(defaults.adapters())
                .extracting(
                        selected -> selected.listed().kind().key(),
                        selected -> selected.listed().name().value())
                .containsExactly(tuple("storage", "database"), tuple("wallet", "ledger"));
    }

    @Test
    void theOperatorTokenIsMadeByDefault() {
        assertThat(defaults.operator()).isEqualTo(new OperatorSettings(Optional.empty()));
    }

    @Test
    void oneSatoshiIsEnoughByDefault() {
        assertThat(defaults.payments()).isEqualTo(new PaymentSettings(Satoshis.of(1), 20_000, 512, false));
    }

    @Test
    void nobodySignsUpByDefault() {
        assertThat(defaults.access()).isEqualTo(new AccessSettings(false, Duration.ofHours(12), false));
    }

    @Test
    void theProtocolAnswersAsDocumentedByDefault() {
        assertThat(defaults.protocol()).isEqualTo(new DotWalletSettings(CodeNumbering.DOCUMENTED, 262_144));
    }

    @Test
    void logsAreForPeopleByDefault() {
        assertThat(defaults.process()).isEqualTo(new ProcessSettings(LogFormat.TEXT, LogLevel.INFO));
    }

    @Test
    void everySettingHasAValueInTheMappingTests() {
        assertThat(definitions()).extracting(SettingDefinition::key).containsExactlyInAnyOrderElementsOf(ALL.keySet());
    }

    @Test
    void everySettingCanBeSetInTheFile() throws IOException {
        assertThatAllIsMapped(Settings.read(Map.of(), Optional.of(file(ALL))));
    }

    @Test
    void everySettingCanBeSetInTheEnvironment() {
        assertThatAllIsMapped(Settings.read(environment(ALL), Optional.empty()));
    }

    @Test
    void theEnvironmentTakesPrecedenceOverTheFile() throws IOException {
        Path file = file(Map.of("http.port", "1111", "http.host", "10.1.1.1"));
        Settings settings = Settings.read(Map.of("FARTHING_HTTP_PORT", "2222"), Optional.of(file));
        assertThat(settings.http().port()).isEqualTo(2222);
        assertThat(settings.http().host()).isEqualTo("10.1.1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void aBlankVariableHidesNeitherTheFileNorTheDefault(String blank) throws IOException {
        String url = "jdbc:postgresql://db/farthing";
        Path file = file(Map.of("database.url", url));
        Settings settings =
                Settings.read(Map.of("FARTHING_DATABASE_URL", blank, "FARTHING_HTTP_PORT", blank), Optional.of(file));
        assertThat(((DatabaseOptions) of(settings, "database")).url()).contains(url);
        assertThat(settings.http().port()).isEqualTo(8080);
    }

    @Test
    void aBlankValueIsNoValue() {
        Settings settings = Settings.read(Map.of("FARTHING_DATABASE_USER", " "), Optional.empty());
        assertThat(((DatabaseOptions) of(settings, "database")).user()).isEmpty();
    }

    @Test
    void theFileIsTheOneNamedOrTheOneInTheEnvironmentOrTheUsualOne() throws IOException {
        Path named = Path.of("named.properties");
        Map<String, String> environment = Map.of(Settings.FILE_VARIABLE, "other.properties");
        assertThat(Settings.file(Optional.of(named), environment, folder)).contains(named);
        assertThat(Settings.file(Optional.empty(), environment, folder)).contains(Path.of("other.properties"));
        assertThat(Settings.file(Optional.empty(), Map.of(), folder)).isEmpty();
        Path usual = Files.createFile(folder.resolve(Settings.DEFAULT_FILE));
        assertThat(Settings.file(Optional.empty(), Map.of(), folder)).contains(usual);
    }

    private static void assertThatAllIsMapped(Settings settings) {
        assertThat(settings)
                .isEqualTo(new Settings(
                        new HttpSettings(
                                "0.0.0.0",
                                0,
                                WebUri.parse("https://wallet.example"),
                                Optional.of(TrustedProxies.parse("10.0.0.1,::1"))),
                        new DataSettings(Path.of("/srv/farthing"), Path.of("/srv/plugins")),
                        new OperatorSettings(Optional.of(HeaderSecret.parse("0123456789abcdef"))),
                        new PaymentSettings(Satoshis.of(546), 100, 10, true),
                        new AccessSettings(true, Duration.ofDays(7), true),
                        new DotWalletSettings(CodeNumbering.SDK, 65_536),
                        new ProcessSettings(LogFormat.JSON, LogLevel.DEBUG),
                        settings.adapters()));
        assertThat(of(settings, "database"))
                .isEqualTo(new DatabaseOptions(
                        Optional.of("jdbc:postgresql://db/farthing"),
                        Optional.of("teller"),
                        Optional.of(new Secret("pa:ss=#word")),
                        20));
        assertThat(of(settings, "dotwallet"))
                .isEqualTo(new RemoteSettings(
                        WebUri.parse("https://remote.example").orElseThrow(),
                        "0123abcd",
                        new Secret("remote secret"),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        4,
                        90,
                        true));
    }

    private static Record of(Settings settings, String adapter) {
        return settings.adapters().stream()
                .filter(selected -> selected.listed().name().equals(new AdapterName(adapter)))
                .<Record>map(SelectedAdapter::settings)
                .findFirst()
                .orElseThrow();
    }

    private static List<SettingDefinition> definitions() {
        return AllDefinitions.of(AdapterCatalog.ofClassPath()).all();
    }

    private static Map<String, String> environment(Map<String, String> values) {
        return definitions().stream()
                .collect(Collectors.toMap(SettingDefinition::environmentName, setting -> values.get(setting.key())));
    }

    private Path file(Map<String, String> values) throws IOException {
        String text = new TreeMap<>(values)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining("\n"));
        return Files.writeString(folder.resolve("test.properties"), text);
    }
}
