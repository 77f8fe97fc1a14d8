package io.farthing.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.InMemoryUnitOfWork;
import io.farthing.application.fake.Samples;
import io.farthing.application.platform.PaymentPlatform;
import io.farthing.application.port.in.FindPayments;
import io.farthing.application.port.in.InvalidInput;
import io.farthing.application.port.in.ManageApps;
import io.farthing.application.port.in.ResolvePayments;
import io.farthing.domain.payment.PendingPayment;
import io.farthing.domain.user.UserOpenId;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lists that may be long are asked for in pages. */
final class PageLimitTest {

    private final PaymentPlatform platform =
            PaymentPlatform.on(new InMemoryUnitOfWork()).open();
    private final UserOpenId alice = Samples.user("alice").openId();

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void everyListHasAMostThatOneMayAskFor() {
        assertMost(ManageApps.MAX_PAGE, limit -> platform.apps().list(Optional.empty(), limit));
        assertMost(FindPayments.MAX_PAGE, limit -> platform.payments().drawnFrom(alice, Optional.empty(), limit));
        assertMost(FindPayments.MAX_PAGE, limit -> platform.payments().creditedTo(alice, Optional.empty(), limit));
        assertMost(
                ResolvePayments.MAX_PAGE,
                limit -> platform.pendingPayments().list(PendingPayment.Kind.UNKNOWN, Optional.empty(), limit));
    }

    private static void assertMost(int most, IntFunction<List<?>> list) {
        assertThat(list.apply(1)).isEmpty();
        assertThat(list.apply(most)).isEmpty();
        for (int limit : new int[] {-1, 0, most + 1}) {
            assertThatThrownBy(() -> list.apply(limit))
                    .isInstanceOfSatisfying(
                            InvalidInput.class, e -> assertThat(e.field()).isEqualTo("limit"))
                    .hasMessage("limit must be 1 to " + most + ", not " + limit);
        }
    }
}
