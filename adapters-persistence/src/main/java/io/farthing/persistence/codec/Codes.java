package io.farthing.persistence.codec;

import io.farthing.domain.activation.Activation;
import io.farthing.domain.authorization.Standing;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.Resolution;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.token.TokenPurpose;
import java.util.function.Function;

/**
 * The small numbers that stand for words in the tables; they never change, whatever becomes of the words. What reads a
 * code throws {@link IllegalStateException} when it stands for nothing. Thread-safe: no state.
 */
public final class Codes {

    private Codes() {}

    /** A payment that an outside wallet has not answered for yet. */
    public static final short RESERVED = 0;

    private static final short SETTLED_BY_LEDGER = 1;

    /** A payment that failed, as the indexes of order numbers know it. */
    public static final short FAILED = 2;

    /** A payment of which nobody knows what an outside wallet made of it. */
    public static final short UNKNOWN = 3;

    private static final short SETTLED_BY_GATEWAY = 4;

    /** Status and settlement in one: what is not settled yet, or has failed, is an outside wallet's. */
    public static short of(Settlement settlement, PaymentStatus status) {
        return switch (status) {
            case RESERVED -> RESERVED;
            case SETTLED -> settled(settlement);
            case FAILED -> FAILED;
            case UNKNOWN -> UNKNOWN;
        };
    }

    private static short settled(Settlement settlement) {
        return switch (settlement) {
            case LEDGER -> SETTLED_BY_LEDGER;
            case GATEWAY -> SETTLED_BY_GATEWAY;
        };
    }

    /** The code of what an operator has found. */
    public static short of(Resolution.Outcome outcome) {
        return switch (outcome) {
            case SETTLED -> 0;
            case FAILED -> 1;
        };
    }

    /** The code of what an authorization is. */
    public static short of(Standing standing) {
        return switch (standing) {
            case ACTIVE -> 0;
            case REPLACED -> 1;
            case REVOKED -> 2;
        };
    }

    /** The code of what a token is for. */
    public static short of(TokenPurpose purpose) {
        return switch (purpose) {
            case SESSION -> 0;
            case LOG_IN_CODE -> 1;
            case ACCESS -> 2;
            case REFRESH -> 3;
        };
    }

    /** The code of what the user has answered. */
    public static short of(Activation.Answer answer) {
        return switch (answer) {
            case NONE -> 0;
            case APPROVED -> 1;
            case REFUSED -> 2;
        };
    }

    /** The status that a code of {@link #of(Settlement, PaymentStatus)} stands for. */
    public static PaymentStatus status(short code) {
        return find(PaymentStatus.values(), status -> of(settlement(code), status), code);
    }

    /** Who settles a payment with such a code. */
    public static Settlement settlement(short code) {
        return code == SETTLED_BY_LEDGER ? Settlement.LEDGER : Settlement.GATEWAY;
    }

    /** What an operator has found. */
    public static Resolution.Outcome outcome(short code) {
        return find(Resolution.Outcome.values(), Codes::of, code);
    }

    /** What an authorization is. */
    public static Standing standing(short code) {
        return find(Standing.values(), Codes::of, code);
    }

    /** What the user has answered. */
    public static Activation.Answer answer(short code) {
        return find(Activation.Answer.values(), Codes::of, code);
    }

    private static <E> E find(E[] words, Function<E, Short> codeOf, short code) {
        for (E word : words) {
            if (codeOf.apply(word) == code) {
                return word;
            }
        }
        throw new IllegalStateException("the database has an unknown code " + code);
    }
}
