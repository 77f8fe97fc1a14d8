package com.example.voucher;

import io.farthing.application.fake.InMemoryWalletGateway.Behaviour;
import io.farthing.application.port.out.WalletGateway;
import io.farthing.application.port.out.WalletGatewayContract;
import io.farthing.domain.payment.Payment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Vouchers pay as every wallet does, whatever becomes of the file. */
final class VoucherGatewayTest implements WalletGatewayContract {

    private static final String VOUCHER = "voucher A1 1000000 " + Payments.ANN + ";\n";

    @TempDir
    private Path folder;

    private Path file;
    private FaultyMedium medium;
    private VoucherGateway gateway;

    @BeforeEach
    void sellAVoucher() throws IOException {
        file = Files.writeString(folder.resolve("vouchers"), VOUCHER);
        medium = new FaultyMedium(new FileMedium(file));
        gateway = new VoucherGateway(new VoucherWallet(medium), Duration.ofSeconds(2), 100);
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
    public void behave(Behaviour behaviour) {
        medium.behave(behaviour);
        String lines = read();
        if (behaviour == Behaviour.REFUSES) {
            write(lines.replace(VOUCHER, ""));
        } else if (!lines.contains(VOUCHER)) {
            write(lines + VOUCHER);
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

    private String read() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String lines) {
        try {
            Files.writeString(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
