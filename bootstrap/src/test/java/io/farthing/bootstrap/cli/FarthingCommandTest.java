package io.farthing.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.bootstrap.config.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command line helps whoever is lost, and says what is wrong. */
class FarthingCommandTest {

    @TempDir
    private Path folder;

    /** What a command printed, and its exit code. */
    private record Result(int exitCode, String out, String error) {}

    static Stream<String> everyCommand() {
        return commands("", FarthingCommand.commandLine(surroundings(Map.of(), Path.of(""))));
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void everyCommandHasHelp(String command) {
        Result result = run(Map.of(), (command + " --help").strip().split(" "));
        assertThat(result.exitCode()).isEqualTo(ExitCodes.DONE);
        assertThat(result.out()).startsWith("Usage: farthing").contains("Exit codes:");
        assertThat(result.error()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void everyCommandTellsTheVersion(String command) {
        Result result = run(Map.of(), (command + " --version").strip().split(" "));
        assertThat(result.exitCode()).isEqualTo(ExitCodes.DONE);
        assertThat(result.out()).startsWith("Farthing ");
    }

    @Test
    void withoutACommandTheCommandsAreShown() {
        Result result = run(Map.of());
        assertThat(result.exitCode()).isEqualTo(ExitCodes.WRONG_USAGE);
        assertThat(result.error()).contains("serve", "demo", "config", "operator");
    }

    @Test
    void aMistypedCommandIsToldWithTheOneThatWasMeant() {
        Result result = run(Map.of(), "serv");
        assertThat(result.exitCode()).isEqualTo(ExitCodes.WRONG_USAGE);
        assertThat(result.error()).contains("serv", "Did you mean", "serve");
    }

    @Test
    void configPrintsTheSettings() {
        Result result = run(Map.of("FARTHING_HTTP_PORT", "9999"), "config");
        assertThat(result.exitCode()).isEqualTo(ExitCodes.DONE);
        assertThat(result.out()).contains("http.port=9999");
    }

    @Test
    void configReadsTheFileInTheWorkingDirectory() throws IOException {
        Files.writeString(folder.resolve("farthing.properties"), "http.port=7777\n");
        assertThat(run(Map.of(), "config").out()).contains("\nhttp.port=7777");
    }

    @Test
    void aWrongSettingIsOneSentenceWithoutAStackTrace() {
        Result result = run(Map.of("FARTHING_HTTP_PORT", "x"), "serve");
        assertThat(result.exitCode()).isEqualTo(ExitCodes.WRONG_USAGE);
        assertThat(result.error()).hasLineCount(1).contains("http.port");
    }

    @Test
    void anUnsupportedDatabaseIsOneSentence() {
        Result result = run(
                Map.of("FARTHING_DATABASE_URL", "jdbc:mysql://db/x", "FARTHING_OPERATOR_TOKEN", "0123456789abcdef"),
                "serve");
        assertThat(result.exitCode()).isEqualTo(ExitCodes.WRONG_USAGE);
        assertThat(result.error()).hasLineCount(1).contains("database.url", "jdbc:postgresql:");
    }

    @Test
    void whereNoServerRunsTheOperatorIsToldHowToStartOne() throws IOException {
        String url = "http://127.0.0.1:" + closedPort();
        Result result = run(Map.of(), "operator", "app", "list", "--url", url, "--token", "0123456789abcdef");
        assertThat(result.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(result.error()).hasLineCount(1).contains(url, "farthing serve");
    }

    @Test
    void withoutATokenTheOperatorIsToldWhereItIs() {
        Result result = run(Map.of("FARTHING_DATA_DIR", folder.toString()), "operator", "ledger", "verify");
        assertThat(result.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(result.error())
                .hasLineCount(1)
                .contains(folder.resolve("operator-token").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list --status unknown",
                "list --status RESERVED",
                "resolve 42 --outcome settled --reason x",
                "resolve 42 --outcome Failed --reason x"
            })
    void theCaseOfAWordDoesNotMatter(String command) throws IOException {
        Result result = run(Map.of(), payment(command));
        assertThat(result.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(result.error()).hasLineCount(1).contains("farthing serve");
    }

    @ParameterizedTest
    @CsvSource({"list --status paid, '[unknown, reserved]'", "resolve 42 --outcome paid --reason x, '[settled, failed]'"
    })
    void aWrongWordIsToldWithThoseThatThereAre(String command, String words) throws IOException {
        Result result = run(Map.of(), payment(command));
        assertThat(result.exitCode()).isEqualTo(ExitCodes.WRONG_USAGE);
        assertThat(result.error()).contains("paid", "case-insensitive").containsIgnoringCase(words);
    }

    @Test
    void theHelpHasTheWordsOfTheDocumentation() {
        assertThat(run(Map.of(), "operator", "payment", "resolve", "--help").out())
                .contains("settled, failed");
        assertThat(run(Map.of(), "operator", "payment", "list", "--help").out())
                .contains("unknown, reserved", "Default: unknown");
    }

    @Test
    void anEmptyInputIsNoPassword() {
        Result result = run(Map.of(), "operator", "user", "create", "--name", "u", "--password-stdin");
        assertThat(result.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(result.error()).hasLineCount(1).contains("standard input is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "http://127.0.0.1:99999", "http://127.0.0.1:-1", "ftp://127.0.0.1"})
    void aWrongUrlIsOneSentence(String url) {
        Result result = run(Map.of(), "operator", "app", "list", "--url", url, "--token", "0123456789abcdef");
        assertThat(result.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(result.error()).hasLineCount(1).contains(url, "--url");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", ".", ".."})
    void whatIsNoIdIsOneSentence(String id) throws IOException {
        String url = "http://127.0.0.1:" + closedPort();
        Result result = run(Map.of(), "operator", "user", "show", id, "--url", url, "--token", "0123456789abcdef");
        assertThat(result.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(result.error()).hasLineCount(1).contains("'" + id + "' is no id");
    }

    @Test
    void aWrongAmountIsToldWithWhatWouldBeRight() {
        Result result = run(Map.of(), "operator", "user", "fund", "id", "--satoshis", "1.5", "--reference", "x");
        assertThat(result.exitCode()).isEqualTo(ExitCodes.WRONG_USAGE);
        assertThat(result.error()).contains("'--satoshis': '1.5' must be a whole number from 0 to 2100000000000000");
    }

    @ParameterizedTest
    @CsvSource({
        "demo --wallet-port x, --wallet-port, x",
        "operator app rotate-secret id --old-secret-valid-seconds 1d, --old-secret-valid-seconds, 1d"
    })
    void aWrongNumberIsToldInOurWords(String command, String option, String value) {
        Result result = run(Map.of(), command.split(" "));
        assertThat(result.exitCode()).isEqualTo(ExitCodes.WRONG_USAGE);
        assertThat(result.error()).contains("'" + option + "'").contains("'" + value + "' must be a whole number");
    }

    @Test
    void aPathThatCannotBeIsToldInOurWords() {
        Result result = run(Map.of(), "config", "--config", "a\0b");
        assertThat(result.exitCode()).isEqualTo(ExitCodes.WRONG_USAGE);
        assertThat(result.error()).contains("'--config': 'a\0b' must be a path").doesNotContain("Exception");

        Result named = run(Map.of("FARTHING_CONFIG", "a\0b"), "config");
        assertThat(named.exitCode()).isEqualTo(ExitCodes.WRONG_USAGE);
        assertThat(named.error()).isEqualToIgnoringNewLines("FARTHING_CONFIG cannot be 'a\0b': it must be a path.");
    }

    @ParameterizedTest
    @CsvSource({"--wallet-port, 70000", "--shop-port, -1", "--remote-port, 65536"})
    void aPortOfTheDemoThatCannotBeIsOneSentence(String option, String port) {
        Result result = run(Map.of(), "demo", "--behind-dotwallet", option, port);
        assertThat(result.exitCode()).isEqualTo(ExitCodes.WRONG_USAGE);
        assertThat(result.error()).hasLineCount(1).contains(option + " cannot be " + port, "65535");
    }

    @Test
    void aCopyFromADatabaseThatIsNotThereIsOneSentenceAndMakesNone() {
        Path missing = folder.resolve("missing");
        Result result = run(
                Map.of(),
                "copy-database",
                "--from",
                "jdbc:h2:file:" + missing,
                "--to",
                "jdbc:h2:file:" + folder + "/to");
        assertThat(result.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(result.error()).hasLineCount(1).contains("There is no database", missing.toString());
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aCopyIntoAnUnsupportedDatabaseIsOneSentence() {
        Result result = run(Map.of(), "copy-database", "--from", "jdbc:h2:mem:x", "--to", "jdbc:mysql://db/x");
        assertThat(result.exitCode()).isEqualTo(ExitCodes.WRONG_USAGE);
        assertThat(result.error()).hasLineCount(1).contains("--to", "jdbc:postgresql:");
    }

    @Test
    void aPasswordFileThatIsNotThereIsOneSentence() {
        Result result = run(
                Map.of(),
                "copy-database",
                "--from",
                "jdbc:h2:mem:x",
                "--to",
                "jdbc:postgresql://127.0.0.1:1/x",
                "--to-password-file",
                folder.resolve("none").toString());
        assertThat(result.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(result.error()).hasLineCount(1).contains("no password in the file");
    }

    @Test
    void aFaultThatNobodyForesawIsToldWithItsStackTrace() {
        Map<String, String> broken = new AbstractMap<>() {
            @Override
            public Set<Entry<String, String>> entrySet() {
                throw new IllegalStateException("nobody foresaw this");
            }
        };
        Result result = run(broken, "config");
        assertThat(result.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(result.error()).contains("nobody foresaw this", "at " + Settings.class.getName());
    }

    private Result run(Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter error = new StringWriter();
        int exitCode = FarthingCommand.commandLine(surroundings(environment, folder))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(error, true))
                .execute(Stream.of(arguments)
                        .filter(argument -> !argument.isEmpty())
                        .toArray(String[]::new));
        return new Result(exitCode, out.toString(), error.toString());
    }

    /** A command about payments to a server that does not run. */
    private static String[] payment(String command) throws IOException {
        String url = "http://127.0.0.1:" + closedPort();
        return ("operator payment " + command + " --token 0123456789abcdef --url " + url).split(" ");
    }

    private static Stream<String> commands(String path, CommandLine commandLine) {
        return Stream.concat(
                Stream.of(path),
                commandLine.getSubcommands().entrySet().stream()
                        .flatMap(entry -> commands((path + " " + entry.getKey()).strip(), entry.getValue())));
    }

    private static Surroundings surroundings(Map<String, String> environment, Path folder) {
        return new Surroundings(environment, folder, new ByteArrayInputStream(new byte[0]));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
