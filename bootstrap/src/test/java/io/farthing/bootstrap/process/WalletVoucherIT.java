package io.farthing.bootstrap.process;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.farthing.bootstrap.examples.ExampleProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A wallet of somebody else, {@code docs/examples/wallet-voucher}: built by its own project against our artifacts, its
 * jar put into the plugins folder, paid with. Nothing of ours knows of it.
 */
class WalletVoucherIT {

    private static final int PAID = 0;
    private static final int OVER_BALANCE = 10041;
    private static final int ORDER_NUMBER_TAKEN = 10039;
    private static final int SETTLED = 9;

    private static final ExampleProject EXAMPLE = ExampleProject.of("wallet-voucher");

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private Path vouchers;

    /** Its own tests run, too, among them the contracts. */
    @BeforeAll
    static void build() {
        EXAMPLE.verify();
    }

    @BeforeEach
    void dropTheJarIntoThePluginsFolder() throws IOException {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Files.copy(EXAMPLE.file("target/wallet-voucher.jar"), plugins.resolve("wallet-voucher.jar"));
        vouchers = Files.createFile(folder.resolve("vouchers"));
    }

    @Test
    void itsOwnBuildHasHeldItToTheContracts() throws IOException {
        assertThat(report("VoucherGatewayTest")).contains("gateway12_", "errors=\"0\"", "failures=\"0\"");
        assertThat(report("VoucherProviderTest")).contains("provider10_", "errors=\"0\"", "failures=\"0\"");
    }

    @Test
    void itPaysAndWhatItPaidOutlivesTheServer() throws Exception {
        Customer customer;
        String transaction;
        try (JarProcess server = JarProcess.serve(folder, settings())) {
            assertThat(server.error()).contains("The wallet is voucher (the plugin plugins/wallet-voucher.jar)");
            customer = Customer.open(server.url(), server.operator(folder), 1);
            assertThat(customer.pay(http, server.url(), "M-1", 700).path("code").asInt())
                    .isEqualTo(OVER_BALANCE);

            sell("voucher A1 1000 " + customer.openId() + ";\n");
            JsonNode paid = customer.pay(http, server.url(), "M-1", 700);
            assertThat(paid.path("code").asInt()).as(paid.toString()).isEqualTo(PAID);
            transaction = paid.path("data").path("pay_txid").asString();
            assertThat(payments()).containsExactly("payment V1 " + transaction + " 700 " + customer.openId() + ";");

            assertThat(customer.pay(http, server.url(), "M-1", 700).path("code").asInt())
                    .isEqualTo(ORDER_NUMBER_TAKEN);
            assertThat(customer.pay(http, server.url(), "M-2", 301).path("code").asInt())
                    .isEqualTo(OVER_BALANCE);
            assertThat(payments()).hasSize(1);
            server.kill();
        }
        try (JarProcess server = JarProcess.serve(folder, settings())) {
            JsonNode found = customer.search(http, server.url(), "M-1").path("data");
            assertThat(found.path("status").asInt()).isEqualTo(SETTLED);
            assertThat(found.path("pay_txid").asString()).isEqualTo(transaction);
            assertThat(customer.pay(http, server.url(), "M-3", 300).path("code").asInt())
                    .isEqualTo(PAID);
            assertThat(payments()).hasSize(2);
            assertThat(server.operator(folder)
                            .get("/operator/v1/ledger/verify")
                            .path("balanced")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void thePagesSayThatTheMoneyIsThere() throws Exception {
        try (JarProcess server = JarProcess.serve(folder, settings())) {
            HttpRequest welcome = HttpRequest.newBuilder(server.url())
                    .header("Accept-Language", "en")
                    .build();

            assertThat(http.send(welcome, BodyHandlers.ofString()).body())
                    .contains("The money is in the wallet behind it.")
                    .doesNotContain("Balances live in its ledger.");
        }
    }

    @Test
    void itsSettingsAreListedLikeOurs() {
        try (JarProcess config = JarProcess.start(folder, settings(), "config")) {
            assertThat(config.output())
                    .contains("## wallet voucher, which is used\n## found in the plugin plugins/wallet-voucher.jar")
                    .contains("\nvoucher.file=" + vouchers + "\n")
                    .contains("voucher.patience=5s");
        }
    }

    @Test
    void whatItMissesItSaysInASentence() throws IOException {
        Files.delete(vouchers);
        try (JarProcess server = JarProcess.start(folder, settings(), "serve")) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.error()).contains("or set voucher.file to where it is.");
        }
    }

    @Test
    void itKnowsTheApiAndNothingElseOfOurs() {
        JavaClasses module = new ClassFileImporter().importPath(EXAMPLE.file("target/classes"));
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "com.example.voucher..",
                        "com.google.inject..",
                        "org.slf4j..",
                        "io.farthing.domain..",
                        "io.farthing.application.port..",
                        "io.farthing.application.spi..")
                .check(module);
    }

    /** What changed outside of the new module is what mentions it: nothing, save its documentation and this test. */
    @Test
    void nothingOutsideOfTheModuleKnowsIt() throws IOException {
        Path root = Path.of("..").toAbsolutePath().normalize();
        Set<String> others = Set.of("docs", ".git", "target", WalletVoucherIT.class.getSimpleName() + ".java");
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> sources = files.filter(Files::isRegularFile)
                    .filter(file -> Stream.iterate(file, each -> !each.equals(root), Path::getParent)
                            .noneMatch(
                                    each -> others.contains(each.getFileName().toString())))
                    .toList();
            assertThat(sources).hasSizeGreaterThan(100);
            assertThat(sources.stream().filter(WalletVoucherIT::mentionsIt)).isEmpty();
        }
    }

    private static boolean mentionsIt(Path file) {
        try {
            // Whatever the file is: the word has the same bytes in every encoding that we use.
            return Files.readString(file, StandardCharsets.ISO_8859_1)
                    .toLowerCase(Locale.ROOT)
                    .contains("voucher");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> settings() {
        return new HashMap<>(Map.of(
                "FARTHING_HTTP_PORT", "0", "FARTHING_WALLET", "voucher", "FARTHING_VOUCHER_FILE", vouchers.toString()));
    }

    private void sell(String voucher) throws IOException {
        Files.writeString(vouchers, voucher, StandardOpenOption.APPEND);
    }

    private List<String> payments() throws IOException {
        return Files.readAllLines(vouchers).stream()
                .filter(line -> line.startsWith("payment "))
                .toList();
    }

    private static String report(String test) throws IOException {
        return Files.readString(EXAMPLE.file("target/surefire-reports/TEST-com.example.voucher." + test + ".xml"));
    }
}
