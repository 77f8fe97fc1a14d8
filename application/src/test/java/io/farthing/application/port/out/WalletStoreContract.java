package io.farthing.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.Samples;
import io.farthing.application.fake.Threads;
import io.farthing.domain.ledger.Funding;
import io.farthing.domain.ledger.FundingReference;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.UserOpenId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link WalletStore} does. */
public interface WalletStoreContract extends StorageContract {

    @Test
    default void wallet1_whatIsUnknownIsNotFound() {
        UserOpenId unknown = new UserOpenId("unknown");

        boolean isKnown = unitOfWork()
                .write(stores -> stores.wallets().find(unknown).isPresent()
                        || stores.wallets().lock(unknown).isPresent()
                        || stores.wallets()
                                .funding(new FundingReference("unknown"))
                                .isPresent());

        assertThat(isKnown).isFalse();
    }

    @Test
    default void wallet2_aFundingIsRecordedWithTheWallet() {
        UserOpenId ann = addAnn();

        assertThat(fund("gift", Satoshis.MAX.value())).isTrue();

        write(stores -> {
            Wallet funded = Samples.wallet("ann", Satoshis.MAX.value());
            assertThat(stores.wallets().find(ann)).contains(funded);
            assertThat(stores.wallets().lock(ann)).contains(funded);
            assertThat(stores.wallets().funding(new FundingReference("gift")))
                    .contains(new Funding(new FundingReference("gift"), ann, Satoshis.MAX, Samples.NOW));
        });
    }

    @Test
    default void wallet3_aReferenceThatIsThereAlreadyIsAConflict() {
        UserOpenId ann = addAnn();
        fund("gift", 5);
        Funding again = new Funding(new FundingReference("gift"), ann, Satoshis.of(7), Samples.NOW);

        assertThatThrownBy(() -> write(stores -> stores.wallets().record(again, Samples.wallet("ann", 12))))
                .isInstanceOfSatisfying(
                        StorageFailure.class,
                        failure -> assertThat(failure.category()).isEqualTo(StorageFailure.Category.CONFLICT));

        assertThat(Stored.balance(unitOfWork(), Samples.user("ann").openId())).isEqualTo(5);
    }

    @Test
    default void wallet4_theSameReferenceAtOnceFundsOnce() {
        addAnn();

        List<Boolean> funded = Threads.collect(6, thread -> fund("gift", 5));

        assertThat(funded).containsOnlyOnce(true).hasSize(6);
        assertThat(Stored.balance(unitOfWork(), Samples.user("ann").openId())).isEqualTo(5);
    }

    @Test
    default void wallet5_fundingsAtOnceAllCount() {
        addAnn();

        Threads.race(6, thread -> {
            for (int i = 0; i < 5; i++) {
                fund("gift " + thread + " " + i, 1);
            }
        });

        assertThat(Stored.balance(unitOfWork(), Samples.user("ann").openId())).isEqualTo(30);
    }

    @Test
    default void wallet6_theTotalIsWhatAllWalletsHoldAndAtMostAllTheMoneyThereIs() {
        assertThat(total()).isEqualTo(Satoshis.ZERO);
        write(stores -> {
            Samples.addUser(stores, "ann", 5);
            Samples.addUser(stores, "bob", 7);
            Samples.addUser(stores, "cid", 0);
        });
        assertThat(total()).isEqualTo(Satoshis.of(12));

        write(stores -> Samples.fund(stores, "cid", "all of it", Satoshis.MAX.value()));
        assertThat(total()).isEqualTo(Satoshis.MAX);
    }

    /** From the very first one on: nothing has been funded when they begin. */
    @Test
    default void wallet7_fundingsAtOnceSeeEachOtherInTheTotal() {
        write(stores -> IntStream.range(0, 6).forEach(thread -> Samples.addUser(stores, "user " + thread, 0)));

        List<Long> totals = Threads.collect(
                6,
                thread -> unitOfWork().<Long>write(stores -> {
                    long total = stores.wallets().lockTotal().value();
                    Samples.fund(stores, "user " + thread, "of " + thread, 5);
                    return total;
                }));

        assertThat(totals).containsExactlyInAnyOrder(0L, 5L, 10L, 15L, 20L, 25L);
        assertThat(total()).isEqualTo(Satoshis.of(30));
    }

    private Satoshis total() {
        return unitOfWork().write(stores -> stores.wallets().lockTotal());
    }

    private UserOpenId addAnn() {
        return unitOfWork().write(stores -> Samples.addUser(stores, "ann", 0)).openId();
    }

    /** Funds the wallet as a service does: it locks first and looks whether the reference is new. */
    private boolean fund(String reference, long satoshis) {
        UserOpenId ann = Samples.user("ann").openId();
        Funding funding = new Funding(new FundingReference(reference), ann, Satoshis.of(satoshis), Samples.NOW);
        return unitOfWork().<Boolean>write(stores -> {
            Wallet wallet = stores.wallets().lock(ann).orElseThrow();
            Optional<Funding> earlier = stores.wallets().funding(funding.reference());
            if (earlier.isEmpty()) {
                stores.wallets().record(funding, wallet.credit(funding.amount()));
            }
            return earlier.isEmpty();
        });
    }
}
