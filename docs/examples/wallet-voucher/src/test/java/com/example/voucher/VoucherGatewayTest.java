package com.example.voucher;

import io.farthing.application.fake.InMemoryWalletGateway.Behaviour;
import io.farthing.application.port.out.WalletGateway;
import io.farthing.application.port.out.WalletGatewayContract;
import io.farthing.domain.payment.Payment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Vouchers pay as every wallet does, whatever becomes of the file. */
final class VoucherGatewayTest implements WalletGatewayContract {

    private static final long WORTH = 1_000_000;

    @TempDir
    private Path folder;

    private Path file;
    private int sold;
    private boolean isSpent;
    private FaultyMedium medium;
    private VoucherGateway gateway;

    @BeforeEach
    void sellAVoucher() throws IOException {
        file = Files.createFile(folder.resolve("vouchers"));
        sell();
        medium = new FaultyMedium(new FileMedium(file));
        open();
    }

    @AfterEach
    void close() {
        medium.letGo();
        gateway.close();
    }

    @Override
    public WalletGateway gateway() {
        return gateway;
    }

    @Override
    public void restart() {
        gateway.close();
        open();
    }

    @Override
    public void behave(Behaviour behaviour) {
        medium.behave(behaviour);
        if (behaviour == Behaviour.REFUSES && !isSpent) {
            // By another server. Nothing is ever taken out of the file again.
            add("payment V1000 " + "0".repeat(64) + " " + WORTH + " " + Payments.ANN + ";\n");
            isSpent = true;
        } else if (behaviour != Behaviour.REFUSES && isSpent) {
            sell();
            isSpent = false;
        }
    }

    @Override
    public Payment payment(long number, long satoshis) {
        return Payments.reserved(number, satoshis);
    }

    @Override
    public int timesPaid(Payment payment) {
        String id = payment.transactionId().hex();
        return (int) read().lines()
                .filter(line -> line.startsWith("payment ") && line.contains(id))
                .count();
    }

    private void open() {
        gateway = new VoucherGateway(new VoucherWallet(medium), Duration.ofSeconds(2), 100);
    }

    private String read() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Worth as much again, besides what earlier payments took.
    private void sell() {
        sold++;
        add("voucher A" + sold + " " + WORTH + " " + Payments.ANN + ";\n");
    }

    private void add(String line) {
        try {
            Files.writeString(file, line, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
