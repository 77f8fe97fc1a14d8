package io.farthing.dotwallet.client;

import io.farthing.application.port.out.WalletGateway.Answer;
import io.farthing.application.port.out.WalletGateway.Refused;
import io.farthing.application.port.out.WalletGateway.Unknown;
import io.farthing.domain.payment.DeclineReason;
import io.farthing.dotwallet.wire.ErrorCode;
import java.util.Arrays;
import java.util.Optional;

/**
 * The one place that says what the remote's codes mean for a payment. A code arrives as it is documented, positive, or as
 * the JavaScript SDKs of the time know it, negative; −101001 is theirs for 10041.
 *
 * <p>Where a code does not say for certain that nothing was taken, it leaves the outcome open. So do all the codes that
 * nobody has documented. Thread-safe: no state.
 */
final class RemoteCodes {

    private RemoteCodes() {}

    /** The documented code that a number stands for; nothing for one that nobody has documented. */
    static Optional<ErrorCode> of(int number) {
        if (number == ErrorCode.SDK_BALANCE_TOO_LOW) {
            return Optional.of(ErrorCode.BALANCE_TOO_LOW);
        }
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.number() == Math.abs(number))
                .findAny();
    }

    /** What a code says about a payment that we asked for; never that it was made. */
    static Answer refusal(int number) {
        return of(number).map(code -> refusal(code, number)).orElseGet(() -> open(number));
    }

    private static Answer refusal(ErrorCode code, int number) {
        return switch (code) {
            // The user has to go to the activation again, there and here.
            case PERMISSION_DENIED -> refused(DeclineReason.NOT_AUTHORIZED_OUTSIDE, number);
            // The remote does not know the open id that it once told us.
            case USER_UNKNOWN -> refused(DeclineReason.USER_UNKNOWN, number);
            // The limit that the user set there, or the money that is there.
            case AMOUNT_TOO_LARGE -> refused(DeclineReason.OVER_OUTSIDE_LIMIT, number);
            case BALANCE_TOO_LOW -> refused(DeclineReason.OVER_BALANCE, number);
            // Our app's credentials, or something about the order that the remote does not accept. It was looked at
            // before anything was recorded.
            case APP_ID_MISSING,
                    SECRET_MISSING,
                    SECRET_WRONG,
                    USER_OPEN_ID_MISSING,
                    ORDER_NUMBER_MISSING,
                    AMOUNT_MISSING,
                    AMOUNT_TOO_SMALL,
                    ITEM_NAME_MISSING,
                    ADDRESS_MISSING,
                    ADDRESS_BAD,
                    AMOUNT_BAD,
                    AMOUNTS_DIFFER -> refused(DeclineReason.REFUSED_OUTSIDE, number);
            // The order is there: it was accepted at an earlier try. What became of it has to be asked.
            case ORDER_NUMBER_TAKEN -> open(number);
            // "Order creation failed" also stands for failures in the middle of it, and for outcomes that are pending.
            case NOT_CREATED -> open(number);
            // Codes of other endpoints have no meaning here.
            case ILLEGAL_REDIRECT_URI,
                    REDIRECT_URI_MISSING,
                    LOG_IN_APP_ID_MISSING,
                    LOG_IN_REDIRECT_URI_MISSING,
                    LOG_IN_APP_UNKNOWN,
                    LOG_IN_SECRET_MISSING,
                    LOG_IN_SECRET_WRONG,
                    CODE_MISSING,
                    CODE_BAD,
                    LOG_IN_NOT_CONSENTED,
                    TOKENS_NOT_GENERATED,
                    ACCESS_TOKEN_MISSING,
                    ACCESS_TOKEN_BAD,
                    QUERY_APP_ID_MISSING,
                    QUERY_APP_UNKNOWN,
                    QUERY_SECRET_MISSING,
                    QUERY_SECRET_WRONG,
                    QUERY_ORDER_NUMBER_MISSING,
                    QUERY_ORDER_UNKNOWN,
                    REFRESH_APP_ID_MISSING,
                    REFRESH_APP_UNKNOWN,
                    REFRESH_TOKEN_MISSING,
                    REFRESH_FAILED -> open(number);
        };
    }

    private static Answer refused(DeclineReason reason, int number) {
        return new Refused(reason, "the wallet answered " + number);
    }

    private static Answer open(int number) {
        return new Unknown("the wallet answered " + number);
    }
}
