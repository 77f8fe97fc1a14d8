package io.farthing.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.PaymentBatches;
import io.farthing.application.fake.Samples;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.authorization.Standing;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.user.UserOpenId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link PaymentStore} lists as drawn from a user and as credited to one. */
public interface PaymentListsContract extends StorageContract {

    /** Somebody who pays. */
    UserOpenId READER = Samples.user("reader").openId();

    /** Somebody who is paid, and pays as well. */
    UserOpenId AUTHOR = Samples.user("author").openId();

    /** Somebody else who is paid. */
    UserOpenId EDITOR = Samples.user("editor").openId();

    /** The app of these tests. */
    AppId PAPER = new AppId("paper");

    /** Limits that are not in anybody's way. */
    SpendingLimits AMPLE = Samples.limits(1_000_000, 1_000_000);

    @Test
    default void list1_drawnPaymentsComeNewestFirstInPages() {
        addAll();
        List<Payment> drawn = drawUnderThreeAuthorizations(30);
        drawn.sort(Comparator.comparing(Payment::id).reversed());

        assertThat(drawnFrom(READER, 7)).containsExactlyElementsOf(drawn);
    }

    @Test
    default void list2_creditedPaymentsAreThoseOfOthersNewestFirstInPages() {
        addAll();
        List<Payment> credited = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            credited.add(
                    0,
                    PaymentBatches.accept(
                            unitOfWork(), Samples.order(PAPER, READER, "in " + i, pay("author", 2), pay("author", 3))));
            PaymentBatches.accept(unitOfWork(), Samples.order(PAPER, READER, "elsewhere " + i, 1));
            PaymentBatches.accept(unitOfWork(), Samples.order(PAPER, AUTHOR, "to self " + i, pay("author", 1)));
        }

        assertThat(creditedTo(AUTHOR, 3)).containsExactlyElementsOf(credited);
    }

    @Test
    default void list3_pagesAreCompleteWhenPaymentsWereRecordedInAnotherOrderThanNumbered() {
        addAll();
        List<PaymentOrder> orders = IntStream.range(0, 40)
                .mapToObj(i -> Samples.order(PAPER, READER, "n" + i, pay("author", 1), pay("editor", 1)))
                .toList();
        List<Attempt> attempts = new ArrayList<>(PaymentBatches.number(unitOfWork(), orders));
        Collections.shuffle(attempts, new Random(42));
        attempts.forEach(attempt -> PaymentBatches.decide(unitOfWork(), List.of(attempt)));

        List<Payment> drawn = drawnFrom(READER, 6);
        assertThat(drawn)
                .hasSize(40)
                .isSortedAccordingTo(Comparator.comparing(Payment::id).reversed());
        assertThat(creditedTo(AUTHOR, 6)).isEqualTo(drawn);
        assertThat(creditedTo(EDITOR, 7)).isEqualTo(drawn);
    }

    @Test
    default void list4_aLongHistoryIsPagedToItsEndAndFromAnywhere() {
        addAll();
        for (int batch = 0; batch < 5; batch++) {
            String prefix = "batch " + batch + " ";
            PaymentBatches.run(
                    unitOfWork(),
                    IntStream.range(0, 250)
                            .mapToObj(i -> Samples.order(PAPER, READER, prefix + i, pay("author", 1)))
                            .toList());
        }

        List<Payment> drawn = drawnFrom(READER, 100);
        assertThat(drawn)
                .hasSize(1250)
                .isSortedAccordingTo(Comparator.comparing(Payment::id).reversed());
        assertThat(creditedTo(AUTHOR, 100)).isEqualTo(drawn);
        for (int i : List.of(1, 499, 500, 501, 998, 1001, 1240, 1249)) {
            Optional<PaymentId> before = Optional.of(drawn.get(i - 1).id());
            List<Payment> page = drawn.subList(i, Math.min(i + 10, drawn.size()));
            assertThat(unitOfWork()
                            .<List<Payment>>read(stores -> stores.payments().drawnFrom(READER, before, 10)))
                    .isEqualTo(page);
            assertThat(unitOfWork()
                            .<List<Payment>>read(stores -> stores.payments().creditedTo(AUTHOR, before, 10)))
                    .isEqualTo(page);
        }
    }

    @Test
    default void list5_everybodySeesTheirOwnPaymentsOnly() {
        addAll();
        Payment there = PaymentBatches.accept(unitOfWork(), Samples.order(PAPER, READER, "1", pay("author", 1)));
        Payment back = PaymentBatches.accept(unitOfWork(), Samples.order(PAPER, AUTHOR, "2", pay("reader", 1)));
        Payment aside = PaymentBatches.accept(unitOfWork(), Samples.order(PAPER, READER, "3", pay("editor", 1)));

        assertThat(drawnFrom(READER, 10)).containsExactly(aside, there);
        assertThat(drawnFrom(AUTHOR, 10)).containsExactly(back);
        assertThat(drawnFrom(EDITOR, 10)).isEmpty();
        assertThat(creditedTo(READER, 10)).containsExactly(back);
        assertThat(creditedTo(AUTHOR, 10)).containsExactly(there);
        assertThat(creditedTo(EDITOR, 10)).containsExactly(aside);
    }

    @Test
    default void list6_whatABatchMovesThereAndBackIsListedOnBothSides() {
        addAll();
        List<Payment> listed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            List<PaymentOrder> orders = List.of(
                    Samples.order(PAPER, READER, "there " + i, pay("author", 5)),
                    Samples.order(PAPER, AUTHOR, "back " + i, pay("reader", 5)));
            listed.addAll(PaymentBatches.run(unitOfWork(), orders).accepted());
        }

        Collections.reverse(listed);
        List<Payment> there = listed.stream()
                .filter(payment -> payment.order().user().equals(READER))
                .toList();
        List<Payment> back = listed.stream()
                .filter(payment -> payment.order().user().equals(AUTHOR))
                .toList();
        assertThat(creditedTo(AUTHOR, 2)).isEqualTo(there).hasSize(3);
        assertThat(creditedTo(READER, 2)).isEqualTo(back).hasSize(3);
        assertThat(drawnFrom(READER, 2)).isEqualTo(there);
        assertThat(drawnFrom(AUTHOR, 2)).isEqualTo(back);
    }

    /** Whoever counts a page before leaving out what is not on it finds nothing, and takes that for the end. */
    @Test
    default void list7_whatOthersHaveDoneSinceHidesNothing() {
        addAll();
        Payment first = PaymentBatches.accept(unitOfWork(), Samples.order(PAPER, READER, "first", pay("editor", 1)));
        Payment second = PaymentBatches.accept(unitOfWork(), Samples.order(PAPER, READER, "second", pay("editor", 1)));
        List<PaymentOrder> others = IntStream.range(0, 10)
                .mapToObj(i -> Samples.order(PAPER, AUTHOR, "other " + i, pay("author", 1)))
                .toList();
        PaymentBatches.run(unitOfWork(), others);

        assertThat(drawnFrom(READER, 1)).containsExactly(second, first);
        assertThat(creditedTo(EDITOR, 1)).containsExactly(second, first);
        assertThat(creditedTo(AUTHOR, 1)).isEmpty();
    }

    /** So many that no storage need have looked at the first one when it has seen a page of later ones. */
    @Test
    default void list8_theHighestNumberComesFirstHoweverManyWereRecordedAfterIt() {
        addAll();
        List<PaymentOrder> orders = IntStream.range(0, 250)
                .mapToObj(i -> Samples.order(PAPER, READER, "n" + i, pay("author", 1)))
                .toList();
        List<Attempt> attempts = PaymentBatches.number(unitOfWork(), orders);
        PaymentBatches.decide(unitOfWork(), attempts.subList(249, 250));
        PaymentBatches.decide(unitOfWork(), attempts.subList(0, 249));

        List<Payment> drawn = drawnFrom(READER, 10);
        assertThat(drawn)
                .hasSize(250)
                .isSortedAccordingTo(Comparator.comparing(Payment::id).reversed());
        assertThat(creditedTo(AUTHOR, 10)).isEqualTo(drawn);
        unitOfWork().<Boolean>read(stores -> {
            assertThat(stores.payments().drawnFrom(READER, Optional.empty(), 1)).containsExactly(drawn.get(0));
            assertThat(stores.payments().creditedTo(AUTHOR, Optional.empty(), 1))
                    .containsExactly(drawn.get(0));
            return true;
        });
    }

    /** Draws in turn under an authorization that is replaced half way, and under one for another app. */
    private List<Payment> drawUnderThreeAuthorizations(int count) {
        AppId second = new AppId("second");
        write(stores -> {
            Samples.addApp(stores, "second");
            Samples.addAuthorization(stores, READER, second, AMPLE);
        });
        List<Payment> drawn = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i == count / 2) {
                write(stores -> {
                    Authorization active =
                            stores.authorizations().lockActive(READER, PAPER).orElseThrow();
                    stores.authorizations().update(active.end(Standing.REPLACED), Samples.NOW);
                    Samples.addAuthorization(stores, READER, PAPER, AMPLE);
                });
            }
            AppId app = i % 3 == 0 ? second : PAPER;
            drawn.add(PaymentBatches.accept(unitOfWork(), Samples.order(app, READER, "n" + i, 1)));
        }
        return drawn;
    }

    private void addAll() {
        write(stores -> {
            Samples.addUser(stores, "reader", 2000);
            Samples.addUser(stores, "author", 1000);
            Samples.addUser(stores, "editor", 0);
            Samples.addApp(stores, PAPER.value());
            Samples.addAuthorization(stores, READER, PAPER, AMPLE);
            Samples.addAuthorization(stores, AUTHOR, PAPER, AMPLE);
        });
    }

    private static Recipient pay(String name, long satoshis) {
        return new Recipient(Samples.wallet(name, 0).address(), Satoshis.of(satoshis));
    }

    private List<Payment> drawnFrom(UserOpenId user, int limit) {
        return pages(
                limit, before -> unitOfWork().read(stores -> stores.payments().drawnFrom(user, before, limit)));
    }

    private List<Payment> creditedTo(UserOpenId user, int limit) {
        return pages(
                limit, before -> unitOfWork().read(stores -> stores.payments().creditedTo(user, before, limit)));
    }

    /** Asks for pages until one is empty. */
    private static List<Payment> pages(int limit, Function<Optional<PaymentId>, List<Payment>> page) {
        List<Payment> all = new ArrayList<>();
        List<Payment> next = page.apply(Optional.empty());
        while (!next.isEmpty()) {
            assertThat(next.size()).isLessThanOrEqualTo(limit);
            all.addAll(next);
            assertThat(all).as("no page shows again what one before did").doesNotHaveDuplicates();
            next = page.apply(Optional.of(next.get(next.size() - 1).id()));
        }
        return all;
    }
}
