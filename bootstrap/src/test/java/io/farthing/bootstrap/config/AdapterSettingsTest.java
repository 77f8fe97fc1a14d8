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

    private static final PluginSource STAMP =
            PluginSource.wallet("stamp").withSettings("""
                    @Setting(key = "stamp.file", description = "The file of the stamps.") java.nio.file.Path file,
                    @Setting(key = "stamp.pin", description = "The number on them.", min = 4)
                    Optional<io.farthing.domain.secret.Secret> pin,
                    @Setting(key = "stamp.most", defaultValue = "10", description = "How many.", max = 99) int most,
                    @Setting(key = "stamp.shape", defaultValue = "1x2", description = "How they look.") Shape shape
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
        STAMP.pack(folder, "stamp.jar");
        SelectedAdapter<?> wallet = read(Map.of(
                        "FARTHING_WALLET", "stamp",
                        "FARTHING_STAMP_FILE", "/srv/stamps",
                        "FARTHING_STAMP_PIN", "1234",
                        "FARTHING_STAMP_SHAPE", "3x4"))
                .adapters()
                .get(1);
        assertThat(wallet.listed().name()).hasToString("stamp");
        assertThat(wallet.settings())
                .hasToString("Options[file=/srv/stamps, pin=Optional[Secret[hidden]], most=10,"
                        + " shape=Shape[height=3, width=4]]");
    }

    @Test
    void theSettingsOfAnAdapterAreReadFromTheFileToo() throws IOException {
        STAMP.pack(folder, "stamp.jar");
        Path file = Files.writeString(
                folder.resolve("my.properties"),
                "plugins-dir=" + folder + "\nwallet=stamp\nstamp.file=here\nstamp.most=3\n");
        Settings settings = Settings.read(Map.of(), Optional.of(file));
        assertThat(settings.adapters().get(1).settings()).asString().contains("file=here", "most=3");
    }

    @Test
    void anAdapterThatIsNotThereIsRefusedWithThoseThatAre() {
        STAMP.pack(folder, "stamp.jar");
        assertThat(problem(Map.of("FARTHING_WALLET", "stamps")))
                .isEqualTo("wallet cannot be 'stamps', which comes from environment variable FARTHING_WALLET: it must"
                        + " be dotwallet or ledger or stamp, or an adapter whose jar is put into the plugins folder "
                        + folder + " (plugins-dir).");
    }

    @Test
    void aPluginsFolderThatIsNotThereIsNamedToWhoeverMissesAnAdapter() {
        Path missing = Path.of("somewhere", "else");
        String message = catchThrowableOfType(
                        ConfigurationProblem.class,
                        () -> Settings.read(
                                Map.of("FARTHING_WALLET", "stamp", "FARTHING_PLUGINS_DIR", missing.toString()),
                                Optional.empty()))
                .getMessage();
        assertThat(message)
                .hasLineCount(1)
                .endsWith("or an adapter whose jar is put into the plugins folder " + missing.toAbsolutePath()
                        + " (plugins-dir), which is not there.");
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
        STAMP.pack(folder, "stamp.jar");
        assertThat(problem(Map.of("FARTHING_STAMP_FILE", "/srv/stamps")))
                .isEqualTo("stamp.file, which comes from environment variable FARTHING_STAMP_FILE, has no effect,"
                        + " because the wallet is not stamp: remove it, or set wallet to stamp.");
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
        STAMP.pack(folder, "stamp.jar");
        assertThat(problem(Map.of("FARTHING_STAMP_FIEL", "/srv/stamps")))
                .contains("FARTHING_STAMP_FIEL is no setting: did you mean FARTHING_STAMP_FILE?");
    }

    @Test
    void whatMustBeSetAndIsNotIsNamed() {
        STAMP.pack(folder, "stamp.jar");
        assertThat(problem(Map.of("FARTHING_WALLET", "stamp")))
                .isEqualTo("stamp.file has no value: set it, in the file or as FARTHING_STAMP_FILE.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FARTHING_STAMP_PIN   | 123 | it must be at least 4 characters long
            FARTHING_STAMP_MOST  | 100 | it must be a whole number from 0 to 99
            FARTHING_STAMP_SHAPE | 0x0 | it must be something that can be read
            FARTHING_STAMP_SHAPE | 1   | it must be a height, an x and a width
            """)
    void aWrongValueIsToldWithWhatWouldBeRight(String variable, String value, String right) {
        STAMP.pack(folder, "stamp.jar");
        assertThat(problem(Map.of("FARTHING_WALLET", "stamp", "FARTHING_STAMP_FILE", "x", variable, value)))
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
        Path jar = STAMP.pack(folder, "stamp.jar");
        String printed = SettingsPrinter.print(environment(Map.of()), Optional.empty());
        assertThat(printed)
                .contains("## storage database, which is used\n## found in the class path\n")
                .contains("## wallet ledger, which is used\n")
                .contains("## wallet stamp, which is not used; set wallet=stamp\n## found in the plugin " + jar
                        + "\n## Made by a test.\n")
                .contains("# The file of the stamps.\n# FARTHING_STAMP_FILE; must be set\n#stamp.file=\n");
    }

    @Test
    void theSecretsOfAnAdapterAreNotPrinted() {
        STAMP.pack(folder, "stamp.jar");
        Map<String, String> set =
                Map.of("FARTHING_WALLET", "stamp", "FARTHING_STAMP_FILE", "x", "FARTHING_STAMP_PIN", "4711");
        assertThat(SettingsPrinter.print(environment(set), Optional.empty()))
                .contains("## wallet stamp, which is used\n", "\nstamp.file=x\n", "\n#stamp.pin=(set)\n")
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
