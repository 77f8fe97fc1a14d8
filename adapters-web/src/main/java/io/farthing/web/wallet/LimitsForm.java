package io.farthing.web.wallet;

import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.money.Satoshis;
import io.farthing.web.page.Requests;
import io.javalin.http.Context;
import java.text.Normalizer;
import java.util.Optional;

/**
 * The two amounts of a form for spending limits, as typed.
 *
 * @param single the most that one payment may take, in BSV
 * @param cumulative the most that all payments together may take, in BSV
 * @param checked whether what is wrong with them is to be shown
 */
public record LimitsForm(String single, String cumulative, boolean checked) {

    /** A form that shows {@code limits}. */
    static LimitsForm showing(SpendingLimits limits) {
        return new LimitsForm(limits.single().toBsv(), limits.cumulative().toBsv(), false);
    }

    /** The form as it was sent. */
    static LimitsForm sent(Context ctx) {
        return new LimitsForm(typed(ctx, "pre_amount"), typed(ctx, "total_amount"), true);
    }

    // Chinese keyboards also write digits as wide as their other letters.
    private static String typed(Context ctx, String field) {
        return Normalizer.normalize(Requests.field(ctx, field), Normalizer.Form.NFKC)
                .strip();
    }

    /** The limits, if both amounts are some. */
    Optional<SpendingLimits> limits() {
        return amount(single).flatMap(one -> amount(cumulative).map(all -> new SpendingLimits(one, all)));
    }

    /** Whether to say that the first amount is wrong. */
    public boolean isSingleWrong() {
        return checked && amount(single).isEmpty();
    }

    /** Whether to say that the second amount is wrong. */
    public boolean isCumulativeWrong() {
        return checked && amount(cumulative).isEmpty();
    }

    private static Optional<Satoshis> amount(String text) {
        return Satoshis.parseBsv(text).filter(Satoshis::isPositive);
    }
}
