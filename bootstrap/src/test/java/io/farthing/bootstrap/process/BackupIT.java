package io.farthing.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The backup of the embedded database, as {@code docs/operating.md} has it: a copy of the data folder. */
class BackupIT {

    private static final long FUNDS = 1000;

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aCopyOfTheDataFolderBringsBackEverythingThatWasThere() throws Exception {
        Path data = folder.resolve("farthing-data");
        Path backup = folder.resolve("backup");
        Customer customer;
        try (JarProcess server = JarProcess.serve(folder)) {
            customer = Customer.open(server.url(), server.operator(folder), FUNDS);
            assertThat(pay(customer, server, "before")).isZero();
            server.terminate();
            server.exitCode();
        }
        copy(data, backup);
        try (JarProcess server = JarProcess.serve(folder)) {
            assertThat(pay(customer, server, "after")).isZero();
            server.terminate();
            server.exitCode();
        }
        Files.move(data, folder.resolve("lost"));
        copy(backup, data);
        try (JarProcess server = JarProcess.serve(folder)) {
            assertThat(Customer.status(customer.search(http, server.url(), "before")))
                    .isEqualTo(Customer.SETTLED);
            assertThat(Customer.status(customer.search(http, server.url(), "after")))
                    .isEqualTo(Customer.NOT_FOUND);
            assertThat(pay(customer, server, "after")).isZero();
            assertThat(server.operator(folder)
                            .get("/operator/v1/users/" + customer.openId())
                            .path("balance")
                            .asLong(-1))
                    .isEqualTo(FUNDS - 20);
            assertThat(server.operator(folder)
                            .get("/operator/v1/ledger/verify")
                            .path("balanced")
                            .asBoolean(false))
                    .isTrue();
        }
    }

    private int pay(Customer customer, JarProcess server, String orderNumber) throws Exception {
        return Customer.code(customer.pay(http, server.url(), orderNumber, 10));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
