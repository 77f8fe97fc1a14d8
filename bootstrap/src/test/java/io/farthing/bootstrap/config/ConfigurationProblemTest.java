package io.farthing.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What is wrong is told in one sentence each, that says what, where, and what to do. */
class ConfigurationProblemTest {

    @TempDir
    private Path folder;

    @Test
    void aMistypedVariableIsRefusedWithTheOneThatWasMeant() {
        assertThat(problem(Map.of("FARTHING_HTPP_PORT", "8080")))
                .startsWith("Environment variable FARTHING_HTPP_PORT is no setting: did you mean FARTHING_HTTP_PORT?");
    }

    @Test
    void anUnknownVariableIsRefusedWithWhereToLook() {
        assertThat(problem(Map.of("FARTHING_COLOUR_OF_THE_LOGO", "red")))
                .contains("FARTHING_COLOUR_OF_THE_LOGO", "farthing config")
                .doesNotContain("did you mean");
    }

    @Test
    void aMistypedKeyIsRefusedWithTheFileAndTheOneThatWasMeant() throws IOException {
        Path file = Files.writeString(folder.resolve("my.properties"), "payments.maxbatch=5\n");
        assertThat(problem(Map.of(), file))
                .startsWith("In " + file + ", payments.maxbatch is no setting: did you mean payments.max-batch?");
    }

    @Test
    void variablesOfOthersAreNotLookedAt() {
        assertThat(Settings.read(Map.of("PATH", "/bin", "FARTHINGALE", "1"), Optional.empty()))
                .isEqualTo(Settings.read(Map.of(), Optional.empty()));
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("missing.properties");
        assertThat(problem(Map.of(), missing)).contains(missing.toString(), "--config");
    }

    @Test
    void aFolderIsNotSaidToBeMissing() {
        assertThat(problem(Map.of(), folder))
                .startsWith("'" + folder + "' is a folder: ")
                .contains("--config");
        assertThat(problem(Map.of(), Path.of(""))).startsWith("'' is a folder: ");
    }

    @Test
    void aWrongValueInTheFileIsToldWithItsLine() throws IOException {
        Path file = Files.writeString(folder.resolve("my.properties"), "# a comment\n\nhttp.port=eighty\n");
        assertThat(problem(Map.of(), file))
                .isEqualTo("http.port cannot be 'eighty', which comes from " + file
                        + ", line 3: it must be a whole number from 0 to 65535.");
    }

    @Test
    void allProblemsAreToldAtOnce() {
        assertThat(problem(Map.of("FARTHING_HTTP_PORT", "-1", "FARTHING_USERS_SIGN_UP", "yes", "FARTHING_X", "1")))
                .contains("FARTHING_X", "http.port", "users.sign-up")
                .hasLineCount(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hidden", "hidden-ключ", "hidden-clé-è", "hidden from you", "hidden-by-\u007f"})
    void anOperatorTokenThatNoHeaderCanCarryIsRefusedAndNotRepeated(String token) {
        assertThat(problem(Map.of("FARTHING_OPERATOR_TOKEN", token)))
                .startsWith("operator.token cannot be what comes from environment variable"
                        + " FARTHING_OPERATOR_TOKEN: it must be 8 to 1000 visible characters of ASCII")
                .hasLineCount(1)
                .doesNotContain("hidden");
    }

    @ParameterizedTest
    @CsvSource({"FARTHING_DATABASE_USER, database.user", "FARTHING_DATABASE_PASSWORD, database.password"})
    void aLogInToNoDatabaseInParticularIsRefusedAndNotRepeated(String variable, String key) {
        assertThat(problem(Map.of(variable, "farthing-hidden", "FARTHING_DATABASE_URL", "")))
                .startsWith("The settings of the storage database do not go together: " + key
                        + " is set, and database.url is not")
                .contains("jdbc:postgresql://", "or remove " + key, "jdbc:h2:file:")
                .hasLineCount(1)
                .doesNotContain("hidden");
    }

    @Test
    void theQueueForARemoteHasRoomForTheLookUpsOfUnknownPayments() {
        assertThat(problem(Map.of("FARTHING_WALLET", "dotwallet", "FARTHING_DOTWALLET_REMOTE_MAX_WAITING", "15")))
                .contains("dotwallet.remote.max-waiting cannot be '15'", "a whole number from 16 to 100000");
    }

    @Test
    void anOperatorTokenHasAnEnd() {
        assertThat(problem(Map.of("FARTHING_OPERATOR_TOKEN", "x".repeat(1001))))
                .contains("8 to 1000")
                .doesNotContain("xxx");
        String longest = "~!".repeat(500);
        assertThat(Settings.read(Map.of("FARTHING_OPERATOR_TOKEN", longest), Optional.empty())
                        .operator()
                        .token())
                .contains(HeaderSecret.parse(longest));
    }

    @Test
    void aFileInAnotherEncodingIsRefusedAndSaysWhichIsNeeded() throws IOException {
        Path gbk = Files.write(folder.resolve("gbk.properties"), "data-dir=数据".getBytes(Charset.forName("GBK")));
        assertThat(problem(Map.of(), gbk))
                .isEqualTo("The file " + gbk
                        + " cannot be read as properties: its text is not in UTF-8; save it as that.");

        Path marked = Files.writeString(folder.resolve("marked.properties"), "\uFEFFhttp.port=8081\n");
        assertThat(problem(Map.of(), marked)).contains(marked.toString(), "UTF-8 without one");
    }

    @Test
    void aKeyThatOccursTwiceIsRefusedAndNeitherValueIsShown() throws IOException {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(log);
        try {
            Path file = Files.writeString(
                    folder.resolve("my.properties"),
                    "database.password=first-secret\n\ndatabase.password=second-secret\n");
            assertThat(problem(Map.of(), file))
                    .isEqualTo("In " + file + ", database.password is set more than once: keep one of those lines.");
        } finally {
            root.detachAppender(log);
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(message -> message.contains("secret"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    FARTHING_HTTP_PORT | 65536 | a whole number from 0 to 65535
                    FARTHING_HTTP_PORT | 99999999999999999999 | a whole number from 0 to 65535
                    FARTHING_PUBLIC_URL | https://wallet.example/path | an origin without a path
                    FARTHING_PUBLIC_URL | wallet.example | an origin without a path
                    FARTHING_HTTP_TRUSTED_PROXIES | proxy.example | IP addresses
                    FARTHING_DATABASE_POOL_SIZE | 1 | a whole number from 2 to 200
                    FARTHING_PAYMENTS_MINIMUM_SATOSHIS | 0 | a whole number from 1 to 2100000000000000
                    FARTHING_PAYMENTS_MINIMUM_SATOSHIS | 1.5 | a whole number
                    FARTHING_PAYMENTS_MAX_BATCH | many | a whole number from 1 to 10000
                    FARTHING_SESSIONS_LIFETIME | 10 | a time such as 30s
                    FARTHING_SESSIONS_LIFETIME | 1s | from 60 to 31536000 seconds
                    FARTHING_ADDRESSES_TEST_NET | TRUE | true or false
                    FARTHING_WALLET | purse | ledger
                    FARTHING_DOTWALLET_ERROR_CODES | positive | documented or sdk
                    FARTHING_DOTWALLET_MAX_BODY_BYTES | 1023 | a whole number from 1024 to 16777216
                    FARTHING_DOTWALLET_MAX_BODY_BYTES | 16777217 | a whole number from 1024 to 16777216
                    FARTHING_DOTWALLET_MAX_BODY_BYTES | 12 | a whole number from 1024
                    FARTHING_LOG_FORMAT | xml | text or json
                    FARTHING_LOG_LEVEL | loud | error or warn or info or debug
                    """)
    void aWrongValueIsToldWithWhatWouldBeRight(String variable, String value, String right) {
        assertThat(problem(Map.of(variable, value)))
                .contains("'" + value + "'", "environment variable " + variable, right)
                .hasLineCount(1);
    }

    private static String problem(Map<String, String> environment) {
        return catchThrowableOfType(ConfigurationProblem.class, () -> Settings.read(environment, Optional.empty()))
                .getMessage();
    }

    private static String problem(Map<String, String> environment, Path file) {
        return catchThrowableOfType(ConfigurationProblem.class, () -> Settings.read(environment, Optional.of(file)))
                .getMessage();
    }
}
