package com.example.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import io.farthing.application.fake.TestClock;
import io.farthing.application.port.out.WalletGateway;
import io.farthing.application.spi.Adapter;
import io.farthing.application.spi.AdapterContext;
import io.farthing.application.spi.AdapterFailure;
import io.farthing.application.spi.AdapterProvider;
import io.farthing.application.spi.AdapterProviderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wallet is offered as every adapter is. */
final class VoucherProviderTest implements AdapterProviderContract {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void makeAnEmptyFile() throws IOException {
        file = Files.createFile(folder.resolve("vouchers"));
    }

    @Override
    public AdapterProvider<?> provider() {
        return new VoucherProvider();
    }

    @Override
    public Adapter openAdapter() {
        return new VoucherProvider()
                .open(
                        new VoucherSettings(file, Duration.ofSeconds(1), 10),
                        new AdapterContext(() -> folder, new TestClock()));
    }

    @Test
    void itPays() {
        try (Adapter adapter = openAdapter()) {
            WalletGateway gateway = Guice.createInjector(adapter.module()).getInstance(WalletGateway.class);
            assertThat(gateway.pay(Payments.reserved(1, 10)).join()).isInstanceOf(WalletGateway.Refused.class);
            assertThat(adapter.location()).contains(file.toString());
        }
    }

    @Test
    void withoutAFileTheStartStopsWithASentence() throws IOException {
        Files.delete(file);
        assertThatThrownBy(this::openAdapter)
                .isInstanceOf(AdapterFailure.class)
                .hasMessageContaining("voucher.file")
                .hasMessageEndingWith(".");
    }

    @Test
    void aFileThatIsGoneIsToldToWhoeverAsksWhetherTheServerIsReady() throws IOException {
        try (Adapter adapter = openAdapter()) {
            assertThat(adapter.problem()).isEmpty();
            Files.delete(file);
            assertThat(adapter.problem()).isPresent();
        }
    }
}
