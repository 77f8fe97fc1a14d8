package io.farthing.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.Samples;
import io.farthing.application.fake.Threads;
import io.farthing.domain.app.App;
import io.farthing.domain.app.AppId;
import io.farthing.domain.ledger.Wallet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every {@link UnitOfWork} does. */
public interface UnitOfWorkContract extends StorageContract {

    @Test
    default void work1_whatIsWrittenIsReadThereafter() {
        write(stores -> Samples.addApp(stores, "shop"));

        assertThat(find("shop")).isPresent();
    }

    @Test
    default void work2_workThatThrowsWritesNothing() {
        RuntimeException own = new UnsupportedOperationException();

        assertThatThrownBy(() -> write(stores -> {
                    Samples.addApp(stores, "shop");
                    Samples.addUser(stores, "ann", 5);
                    throw own;
                }))
                .isSameAs(own);

        assertThat(find("shop")).isEmpty();
        assertThat(unitOfWork()
                        .<Optional<Wallet>>read(stores ->
                                stores.wallets().find(Samples.user("ann").openId())))
                .isEmpty();
    }

    @Test
    default void work3_anErrorWritesNothing() {
        assertThatThrownBy(() -> write(stores -> {
                    Samples.addApp(stores, "shop");
                    throw new AssertionError("out of luck");
                }))
                .isInstanceOf(AssertionError.class);

        assertThat(find("shop")).isEmpty();
    }

    @Test
    default void work4_workSeesWhatItWroteItself() {
        write(stores -> {
            Samples.addApp(stores, "shop");
            assertThat(stores.apps().find(new AppId("shop"))).isPresent();
        });
    }

    @Test
    default void work5_readingWritesNothing() {
        try {
            unitOfWork().<App>read(stores -> Samples.addApp(stores, "shop"));
        } catch (StorageFailure refused) {
            assertThat(refused.category()).isEqualTo(StorageFailure.Category.FAULT);
        }

        assertThat(find("shop")).isEmpty();
    }

    @Test
    default void work6_readingSeesOneStateHoweverMuchIsCommittedMeanwhile() {
        write(stores -> Samples.addApp(stores, "before"));
        CountDownLatch hasBegun = new CountDownLatch(1);
        CountDownLatch isCommitted = new CountDownLatch(1);

        List<Boolean> seen = Threads.collect(2, thread -> {
            if (thread == 0) {
                await(hasBegun);
                write(stores -> Samples.addApp(stores, "meanwhile"));
                isCommitted.countDown();
                return false;
            }
            return unitOfWork().<Boolean>read(stores -> {
                boolean before = stores.apps().find(new AppId("meanwhile")).isPresent();
                hasBegun.countDown();
                await(isCommitted);
                return before
                        || stores.apps().find(new AppId("meanwhile")).isPresent()
                        || stores.apps().list(Optional.empty(), 10).size() > 1;
            });
        });

        assertThat(seen).containsOnly(false);
        assertThat(find("meanwhile")).isPresent();
    }

    @Test
    default void work7_unitsOfWorkDoNotNest() {
        assertThatThrownBy(() -> write(stores -> write(inner -> {}))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> write(stores -> find("shop"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> unitOfWork().<Optional<App>>read(stores -> find("shop")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void work8_locksTakenInOppositeOrdersHoldNobodyUpForEver() {
        List<String> names = List.of("ann", "bob");
        write(stores -> names.forEach(name -> Samples.addUser(stores, name, 1000)));

        Threads.race(4, thread -> {
            String first = names.get(thread % 2);
            String second = names.get(1 - thread % 2);
            for (int i = 0; i < 5; i++) {
                int turn = i;
                write(stores -> {
                    Samples.fund(stores, first, thread + " first " + turn, 2);
                    Samples.fund(stores, second, thread + " second " + turn, 1);
                });
            }
        });

        long total = unitOfWork()
                .<Long>read(stores -> names.stream()
                        .mapToLong(name -> stores.wallets()
                                .find(Samples.user(name).openId())
                                .orElseThrow()
                                .balance()
                                .value())
                        .sum());
        // Each turn funds one wallet by two and another by one.
        assertThat(total).isEqualTo(2000 + 4 * 5 * 3);
    }

    /** Whoever would have to wait for that may: then nothing is left to be seen. */
    @Test
    default void work9_nobodySeesWhatAnotherHasNotCommitted() {
        CountDownLatch isWritten = new CountDownLatch(1);
        CountDownLatch haveLooked = new CountDownLatch(2);
        Function<Stores, Boolean> look =
                stores -> stores.apps().find(new AppId("shop")).isPresent();

        List<Boolean> seen = Threads.collect(3, thread -> {
            if (thread == 0) {
                assertThatThrownBy(() -> write(stores -> {
                            Samples.addApp(stores, "shop");
                            isWritten.countDown();
                            Threads.await(haveLooked, 1);
                            throw new UnsupportedOperationException();
                        }))
                        .isInstanceOf(UnsupportedOperationException.class);
                return false;
            }
            await(isWritten);
            boolean isSeen =
                    thread == 1 ? unitOfWork().read(look) : unitOfWork().write(look);
            haveLooked.countDown();
            return isSeen;
        });

        assertThat(seen).containsOnly(false);
    }

    private Optional<App> find(String app) {
        return unitOfWork().read(stores -> stores.apps().find(new AppId(app)));
    }

    private static void await(CountDownLatch latch) {
        assertThat(Threads.await(latch, 60)).isTrue();
    }
}
