package io.farthing.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.farthing.bootstrap.adapters.ObjectProvider;
import io.farthing.bootstrap.adapters.PluginSource;
import io.farthing.bootstrap.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Adapters are chosen by name and have settings of their own; what is wrong with either is told in a sentence. */
class AdapterSettingsTest {

    private static final PluginSource VOUCHER =
            PluginSource.wallet("voucher").withSettings("""
                    @Setting(key = "voucher.file", description = "The file of the vouchers.") java.nio.file.Path file,
                    @Setting(key = "voucher.pin", description = "The number on them.", min = 4)
                    Optional<io.farthing.domain.secret.Secret> pin,
                    @Setting(key = "voucher.most", defaultValue = "10", description = "How many.", max = 99) int most,
                    @Setting(key = "voucher.shape", defaultValue = "1x2", description = "How they look.") Shape shape
                    """).withMembers("""
                    public record Shape(int height, int width) {
                        public static Shape parse(String text) {
                            String[] parts = text.split("x");
                            if (parts.length != 2) {
                                throw new IllegalArgumentException("a height, an x and a width");
                            }
                            if (text.startsWith("0")) throw new IllegalStateException("nothing to see");
                            return new Shape(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
                        }
                    }
                    """);

    @TempDir
    private Path folder;

    @Test
    void anAdapterIsChosenByItsNameAndReadsItsSettings() {
        VOUCHER.pack(folder, "voucher.jar");
        SelectedAdapter<?> wallet = read(Map.of(
                        "FARTHING_WALLET", "voucher",
                        "FARTHING_VOUCHER_FILE", "/srv/vouchers",
                        "FARTHING_VOUCHER_PIN", "1234",
                        "FARTHING_VOUCHER_SHAPE", "3x4"))
                .adapters()
                .get(1);
        assertThat(wallet.listed().name()).hasToString("voucher");
        assertThat(wallet.settings())
                .hasToString("Options[file=/srv/vouchers, pin=Optional[Secret[hidden]], most=10,"
                        + " shape=Shape[height=3, width=4]]");
    }

    @Test
    void theSettingsOfAnAdapterAreReadFromTheFileToo() throws IOException {
        VOUCHER.pack(folder, "voucher.jar");
        Path file = Files.writeString(
                folder.resolve("my.properties"),
                "plugins-dir=" + folder + "\nwallet=voucher\nvoucher.file=here\nvoucher.most=3\n");
        Settings settings = Settings.read(Map.of(), Optional.of(file));
        assertThat(settings.adapters().get(1).settings()).asString().contains("file=here", "most=3");
    }

    @Test
    void anAdapterThatIsNotThereIsRefusedWithThoseThatAre() {
        VOUCHER.pack(folder, "voucher.jar");
        assertThat(problem(Map.of("FARTHING_WALLET", "vouchers")))
                .isEqualTo(
                        "wallet cannot be 'vouchers', which comes from environment variable FARTHING_WALLET: it must"
                                + " be dotwallet or ledger or voucher, or an adapter whose jar is put into the plugins folder.");
    }

    @Test
    void aStorageThatIsNotThereIsRefusedWithThoseThatAre() {
        assertThat(problem(Map.of("FARTHING_STORAGE", "paper")))
                .startsWith(
                        "storage cannot be 'paper', which comes from environment variable FARTHING_STORAGE: it must be"
                                + " database, or an adapter");
    }

    @Test
    void whereThereIsNoAdapterAtAllItIsToldWhereToPutOne() {
        ConfigurationProblem problem = catchThrowableOfType(
                ConfigurationProblem.class, () -> Settings.read(Map.of(), Optional.empty(), ObjectProvider.catalog()));
        assertThat(problem.getMessage().lines())
                .contains("There is no adapter for the storage: put one on the class path, or its jar into the plugins"
                        + " folder.")
                .contains("There is no adapter for the wallet: put one on the class path, or its jar into the plugins"
                        + " folder.");
    }

    @Test
    void aSettingOfAnAdapterThatIsNotUsedIsRefused() {
        VOUCHER.pack(folder, "voucher.jar");
        assertThat(problem(Map.of("FARTHING_VOUCHER_FILE", "/srv/vouchers")))
                .isEqualTo("voucher.file, which comes from environment variable FARTHING_VOUCHER_FILE, has no effect,"
                        + " because the wallet is not voucher: remove it, or set wallet to voucher.");
    }

    @Test
    void aSettingOfOurOwnAdapterIsRefusedLikeAnybodyElsesWhereItIsNotUsed() {
        PluginSource.storage("shelf").pack(folder, "shelf.jar");
        assertThat(problem(Map.of("FARTHING_STORAGE", "shelf", "FARTHING_DATABASE_PASSWORD", "hunter2")))
                .startsWith(
                        "database.password, which comes from environment variable FARTHING_DATABASE_PASSWORD, has no"
                                + " effect, because the storage is not database")
                .doesNotContain("hunter2");
    }

    @Test
    void aMistypedSettingOfAnAdapterIsRefusedWithTheOneThatWasMeant() {
        VOUCHER.pack(folder, "voucher.jar");
        assertThat(problem(Map.of("FARTHING_VOUCHER_FIEL", "/srv/vouchers")))
                .contains("FARTHING_VOUCHER_FIEL is no setting: did you mean FARTHING_VOUCHER_FILE?");
    }

    @Test
    void whatMustBeSetAndIsNotIsNamed() {
        VOUCHER.pack(folder, "voucher.jar");
        assertThat(problem(Map.of("FARTHING_WALLET", "voucher")))
                .isEqualTo("voucher.file has no value: set it, in the file or as FARTHING_VOUCHER_FILE.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FARTHING_VOUCHER_PIN   | 123 | it must be at least 4 characters long
            FARTHING_VOUCHER_MOST  | 100 | it must be a whole number from 0 to 99
            FARTHING_VOUCHER_SHAPE | 0x0 | it must be something that can be read
            FARTHING_VOUCHER_SHAPE | 1   | it must be a height, an x and a width
            """)
    void aWrongValueIsToldWithWhatWouldBeRight(String variable, String value, String right) {
        VOUCHER.pack(folder, "voucher.jar");
        assertThat(problem(Map.of("FARTHING_WALLET", "voucher", "FARTHING_VOUCHER_FILE", "x", variable, value)))
                .contains("environment variable " + variable, right);
    }

    @Test
    void valuesThatDoNotGoTogetherAreRefusedInTheWordsOfTheAdapter() {
        PluginSource.wallet("pair")
                .withSettings("""
                        @Setting(key = "pair.least", defaultValue = "1", description = "At least.") int least,
                        @Setting(key = "pair.most", defaultValue = "2", description = "At most.") int most
                        """)
                .withCheck(
                        "if (least > most) throw new IllegalArgumentException(\"pair.least is more than pair.most\");")
                .pack(folder, "pair.jar");
        assertThat(problem(Map.of("FARTHING_WALLET", "pair", "FARTHING_PAIR_LEAST", "3")))
                .isEqualTo("The settings of the wallet pair do not go together: pair.least is more than pair.most.");
    }

    @Test
    void settingsThatCannotBeMadeForAReasonThatNobodyForesawAreToldWithTheAdapter() {
        Path jar = PluginSource.wallet("faulty")
                .withCheck("throw new UnsupportedOperationException(\"later\");")
                .pack(folder, "faulty.jar");
        ThrowableAssert.ThrowingCallable reading = () -> read(Map.of("FARTHING_WALLET", "faulty"));
        assertThat(catchThrowableOfType(Failure.class, reading))
                .hasMessage("The adapter faulty in the plugin " + jar
                        + " cannot be used (UnsupportedOperationException: later): remove it, or use a release that fits"
                        + " this Farthing.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http.port     | int    | does not begin with sly.
            sly.port      | double | is of a type that cannot be read, double
            sly.port      | Object | is of a type that cannot be read, java.lang.Object
            """)
    void aSettingThatCannotBeIsToldWithTheAdapterThatDeclaresIt(String key, String type, String why) {
        Path jar = PluginSource.wallet("sly")
                .withSettings("@Setting(key = \"" + key + "\", description = \"Anything.\") " + type + " value")
                .pack(folder, "sly.jar");
        assertThat(failure())
                .startsWith("The adapter sly (the plugin " + jar + ") declares the setting " + key + ", which " + why);
    }

    @Test
    void twoSettingsOfOneNameAreRefused() {
        PluginSource.wallet("http")
                .withSettings("@Setting(key = \"http.port\", description = \"Anything.\") int port")
                .pack(folder, "http.jar");
        assertThat(failure()).contains("declares the setting http.port, which is a setting of something else already");
    }

    @Test
    void everyAdapterIsPrintedWithWhatItIsAndItsSettings() {
        Path jar = VOUCHER.pack(folder, "voucher.jar");
        String printed = SettingsPrinter.print(environment(Map.of()), Optional.empty());
        assertThat(printed)
                .contains("## storage database, which is used\n## found in the class path\n")
                .contains("## wallet ledger, which is used\n")
                .contains("## wallet voucher, which is not used; set wallet=voucher\n## found in the plugin " + jar
                        + "\n## Made by a test.\n")
                .contains("# The file of the vouchers.\n# FARTHING_VOUCHER_FILE; must be set\n#voucher.file=\n");
    }

    @Test
    void theSecretsOfAnAdapterAreNotPrinted() {
        VOUCHER.pack(folder, "voucher.jar");
        Map<String, String> set =
                Map.of("FARTHING_WALLET", "voucher", "FARTHING_VOUCHER_FILE", "x", "FARTHING_VOUCHER_PIN", "4711");
        assertThat(SettingsPrinter.print(environment(set), Optional.empty()))
                .contains("## wallet voucher, which is used\n", "\nvoucher.file=x\n", "\n#voucher.pin=(set)\n")
                .doesNotContain("4711");
    }

    private String problem(Map<String, String> set) {
        String message = catchThrowableOfType(ConfigurationProblem.class, () -> read(set))
                .getMessage();
        assertThat(message).hasLineCount(1);
        return message;
    }

    private String failure() {
        String message =
                catchThrowableOfType(Failure.class, () -> read(Map.of())).getMessage();
        assertThat(message).hasLineCount(1).endsWith(".");
        return message;
    }

    private Settings read(Map<String, String> set) {
        return Settings.read(environment(set), Optional.empty());
    }

    private Map<String, String> environment(Map<String, String> set) {
        Map<String, String> environment = new HashMap<>(set);
        environment.put("FARTHING_PLUGINS_DIR", folder.toString());
        return environment;
    }
}
