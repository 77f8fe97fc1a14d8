package io.farthing.domain.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.farthing.domain.DomainArbitraries;
import io.farthing.domain.app.AppId;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.UserOpenId;
import java.time.Instant;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AuthorizationTest {

    private final Authorization fresh = Authorization.approved(
            new AuthorizationId(7),
            new UserOpenId("ann"),
            new AppId("shop"),
            SpendingLimits.DEFAULT,
            Instant.parse("2026-03-01T12:00:00Z"));

    @Provide
    Arbitrary<Satoshis> amounts() {
        return DomainArbitraries.satoshis(1, Satoshis.MAX.value() / 2);
    }

    @Test
    void aFreshConsentIsInForceAndNothingIsDrawn() {
        assertThat(fresh.isActive()).isTrue();
        assertThat(fresh.usage()).isEqualTo(Usage.NONE);
        assertThat(fresh.allowance()).isEqualTo(Satoshis.of(10_000_000));
    }

    @Test
    void aUserIsOfferedATenthOfABsv() {
        assertThat(SpendingLimits.DEFAULT.single().toBsv()).isEqualTo("0.1");
        assertThat(SpendingLimits.DEFAULT.cumulative().toBsv()).isEqualTo("0.1");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "0, 0"})
    void aLimitIsAtLeastOneSatoshi(long single, long cumulative) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpendingLimits(Satoshis.of(single), Satoshis.of(cumulative)));
    }

    @Property
    void allowanceIsCumulativeLessSpentLessReserved(
            @ForAll("amounts") Satoshis cumulative,
            @ForAll("amounts") Satoshis spent,
            @ForAll("amounts") Satoshis reserved) {
        Authorization used = used(new SpendingLimits(Satoshis.of(1), cumulative), new Usage(spent, reserved));

        assertThat(used.allowance().value())
                .isEqualTo(Math.max(0, cumulative.value() - spent.value() - reserved.value()));
    }

    @Property
    void whatIsSpentIsCountedAndNothingElseChanges(
            @ForAll("amounts") Satoshis spent, @ForAll("amounts") Satoshis more) {
        Satoshis reserved = Satoshis.of(5);
        Authorization before = used(SpendingLimits.DEFAULT, new Usage(spent, reserved));

        assertThat(before.spend(more)).isEqualTo(used(SpendingLimits.DEFAULT, new Usage(spent.plus(more), reserved)));
    }

    @Property
    void whatWasDrawnStaysDrawnWhenLimitsChange(@ForAll("amounts") Satoshis spent, @ForAll("amounts") Satoshis limit) {
        Usage usage = new Usage(spent, Satoshis.of(5));
        SpendingLimits changed = new SpendingLimits(limit, limit);

        assertThat(used(SpendingLimits.DEFAULT, usage).withLimits(changed)).isEqualTo(used(changed, usage));
    }

    @Test
    void spendingMoreThanAllTheMoneyThereIsIsRefused() {
        Authorization all = used(SpendingLimits.DEFAULT, new Usage(Satoshis.MAX, Satoshis.ZERO));

        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> all.spend(Satoshis.of(1)));
    }

    @ParameterizedTest
    @EnumSource(names = "ACTIVE", mode = EnumSource.Mode.EXCLUDE)
    void anEndedAuthorizationKeepsItsHistory(Standing how) {
        Authorization ended = fresh.spend(Satoshis.of(9)).end(how);

        assertThat(ended.isActive()).isFalse();
        assertThat(ended.standing()).isEqualTo(how);
        assertThat(ended.usage().spent()).isEqualTo(Satoshis.of(9));
        assertThat(ended.limits()).isEqualTo(fresh.limits());
        assertThat(ended.withLimits(fresh.limits())).as("other limits").isEqualTo(ended);
    }

    @Test
    void anAuthorizationDoesNotEndByBeingActive() {
        assertThatIllegalArgumentException().isThrownBy(() -> fresh.end(Standing.ACTIVE));
    }

    private Authorization used(SpendingLimits limits, Usage usage) {
        return new Authorization(
                fresh.id(), fresh.user(), fresh.app(), limits, usage, Standing.ACTIVE, fresh.approvedAt());
    }
}
