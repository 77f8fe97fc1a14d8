package com.example.voucher;

import static com.example.voucher.Payments.ANN;
import static com.example.voucher.Payments.reserved;
import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.InMemoryWalletGateway.Behaviour;
import io.farthing.application.port.out.WalletGateway.Accepted;
import io.farthing.application.port.out.WalletGateway.Answer;
import io.farthing.application.port.out.WalletGateway.NotAttempted;
import io.farthing.application.port.out.WalletGateway.NotFound;
import io.farthing.application.port.out.WalletGateway.Refused;
import io.farthing.application.port.out.WalletGateway.Settled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is particular to vouchers in a file, beyond what every wallet does. */
final class VoucherWalletTest {

    @TempDir
    private Path folder;

    private Path file;
    private VoucherWallet wallet;

    @BeforeEach
    void makeAnEmptyFile() throws IOException {
        file = Files.createFile(folder.resolve("vouchers"));
        wallet = open();
    }

    @Test
    void aVoucherThatIsSoldWhileTheServerRunsCounts() throws IOException {
        assertThat(wallet.pay(reserved(1, 10))).isInstanceOf(Refused.class);
        add("voucher A1 10 " + ANN + ";\n");
        assertThat(wallet.pay(reserved(1, 10))).isInstanceOf(Accepted.class);
    }

    @Test
    void vouchersAreSpentToTheLastSatoshiAndNotFurther() throws IOException {
        add("voucher A1 10 " + ANN + ";\nvoucher A2 5 " + ANN + ";\nvoucher A3 100 bob;\n");
        assertThat(wallet.pay(reserved(1, 14))).isInstanceOf(Accepted.class);
        assertThat(wallet.pay(reserved(2, 2))).isInstanceOf(Refused.class);
        assertThat(wallet.pay(reserved(3, 1))).isInstanceOf(Accepted.class);
    }

    @Test
    void aVoucherCountsOnce() throws IOException {
        add("voucher A1 10 " + ANN + ";\nvoucher A1 10 " + ANN + ";\n");
        assertThat(wallet.pay(reserved(1, 11))).isInstanceOf(Refused.class);
    }

    @Test
    void aPaymentIsKnownAfterARestart() throws IOException {
        add("voucher A1 10 " + ANN + ";\n");
        Answer answer = wallet.pay(reserved(1, 10));
        VoucherWallet restarted = open();
        assertThat(restarted.lookUp(reserved(1, 10))).isInstanceOf(Settled.class);
        assertThat(restarted.pay(reserved(1, 10))).isEqualTo(answer);
        assertThat(Files.readString(file)).containsOnlyOnce("payment ");
    }

    @Test
    void aLineThatWasCutOffAnywhereCountsForNothingAndDoesNotSpoilTheNext() throws IOException {
        String voucher = "voucher A1 10 " + ANN + ";\n";
        add(voucher);
        wallet.pay(reserved(1, 10));
        String whole = Files.readString(file);
        for (int length = voucher.length() + 1; length < whole.length(); length++) {
            Files.writeString(file, whole.substring(0, length));
            VoucherWallet restarted = open();
            assertThat(restarted.lookUp(reserved(1, 10))).isInstanceOf(NotFound.class);
            assertThat(restarted.pay(reserved(1, 10))).isInstanceOf(Accepted.class);
            assertThat(Files.readString(file)).endsWith("\n" + whole.substring(voucher.length()));
            assertThat(open().lookUp(reserved(1, 10))).isInstanceOf(Settled.class);
        }
    }

    @Test
    void twoServersOnOneFileSpendAVoucherOnce() throws IOException {
        add("voucher A1 10 " + ANN + ";\n");
        VoucherWallet other = open();
        assertThat(other.pay(reserved(1, 6))).isInstanceOf(Accepted.class);
        assertThat(wallet.pay(reserved(2, 6))).isInstanceOf(Refused.class);
        assertThat(wallet.lookUp(reserved(1, 6))).isInstanceOf(Settled.class);
    }

    @Test
    void whenTooManyWaitFurtherPaymentsAreTurnedAway() {
        FaultyMedium medium = new FaultyMedium(new FileMedium(file));
        medium.behave(Behaviour.HANGS);
        try (VoucherGateway gateway = new VoucherGateway(new VoucherWallet(medium), Duration.ofSeconds(2), 1)) {
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                answers.add(gateway.pay(reserved(i, 1)));
            }
            assertThat(answers.get(2)).isCompletedWithValueMatching(NotAttempted.class::isInstance);
            medium.letGo();
        }
    }

    private VoucherWallet open() {
        return new VoucherWallet(new FileMedium(file));
    }

    private void add(String lines) throws IOException {
        Files.writeString(file, lines, StandardOpenOption.APPEND);
    }
}
