package io.farthing.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.farthing.application.fake.PaymentBatches;
import io.farthing.application.fake.Samples;
import io.farthing.application.fake.Threads;
import io.farthing.domain.app.AppId;
import io.farthing.domain.audit.Discrepancy;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.Standing;
import io.farthing.domain.ledger.Funding;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link JournalStore} does. */
public interface JournalStoreContract extends StorageContract {

    @Test
    default void journal1_emptyBooksHaveNothing() {
        assertThat(all(JournalStore::eachWallet)).isEmpty();
        assertThat(all(JournalStore::eachAuthorization)).isEmpty();
        assertThat(all(JournalStore::eachFunding)).isEmpty();
        assertThat(all(JournalStoreContract::eachPayment)).isEmpty();
        assertThat(unitOfWork().<Long>read(stores -> stores.journal().paymentCount()))
                .isZero();
    }

    @Test
    default void journal2_everythingIsShownOnce() {
        int users = 450;
        AppId app = new AppId("app");
        write(stores -> {
            Samples.addApp(stores, "app");
            for (int i = 0; i < users; i++) {
                Samples.addUser(stores, "user " + i, 10);
                Authorization old = Samples.addAuthorization(
                        stores, Samples.user("user " + i).openId(), app, Samples.limits(5, 5));
                stores.authorizations().update(old.end(Standing.REPLACED), Samples.NOW);
                Samples.addAuthorization(stores, old.user(), app, Samples.limits(5, 5));
            }
        });
        List<PaymentOrder> orders = IntStream.range(0, users)
                .mapToObj(i -> Samples.order(app, Samples.user("user " + i).openId(), "n" + i, 3))
                .toList();
        List<Payment> accepted = PaymentBatches.run(unitOfWork(), orders).accepted();

        List<Wallet> wallets = all(JournalStore::eachWallet);
        List<Authorization> authorizations = all(JournalStore::eachAuthorization);
        List<Funding> fundings = all(JournalStore::eachFunding);
        List<Payment> payments = all(JournalStoreContract::eachPayment);

        assertThat(wallets).hasSize(users).doesNotHaveDuplicates();
        assertThat(wallets).allMatch(wallet -> wallet.balance().value() == 7);
        assertThat(authorizations).hasSize(2 * users).doesNotHaveDuplicates();
        assertThat(fundings).hasSize(users).doesNotHaveDuplicates();
        assertThat(payments).containsExactlyInAnyOrderElementsOf(accepted);
    }

    @Test
    default void journal3_theBooksAreThoseOfOneMomentWhilePaymentsGoOn() {
        AppId app = new AppId("app");
        write(stores -> {
            Samples.addApp(stores, "app");
            Samples.addUser(stores, "ann", 100);
            Samples.addAuthorization(stores, Samples.user("ann").openId(), app, Samples.limits(5, 500));
        });
        PaymentOrder order = Samples.order(app, Samples.user("ann").openId(), "1", 5);

        List<Payment> seen = new ArrayList<>();
        unitOfWork().<Boolean>read(stores -> {
            stores.journal().eachWallet(wallet -> payMeanwhile(order));
            stores.journal().eachPayment(seen::add, JournalStoreContract::isWrong);
            return true;
        });

        assertThat(seen).isEmpty();
        assertThat(all(JournalStoreContract::eachPayment)).hasSize(1);
    }

    // The rows of a storage can be wrong, but only its own tests know how to make them so.
    private static void isWrong(Discrepancy difference) {
        fail("nothing is wrong with these books: " + difference);
    }

    private static void eachPayment(JournalStore journal, Consumer<Payment> consumer) {
        journal.eachPayment(consumer, JournalStoreContract::isWrong);
    }

    private void payMeanwhile(PaymentOrder order) {
        Threads.race(1, thread -> PaymentBatches.accept(unitOfWork(), order));
    }

    private <T> List<T> all(BiConsumer<JournalStore, Consumer<T>> each) {
        return unitOfWork().read(stores -> {
            List<T> all = new ArrayList<>();
            each.accept(stores.journal(), all::add);
            return all;
        });
    }
}
