package io.farthing.dotwallet.server;

import io.farthing.dotwallet.wire.Envelope;
import io.farthing.dotwallet.wire.ErrorCode;
import io.farthing.dotwallet.wire.Refusal;

/** Which numbers the codes travel under: the setting {@code dotwallet.error-codes}. */
public enum CodeNumbering {
    /** The documented positive numbers. */
    DOCUMENTED,
    /**
     * What the JavaScript SDKs of the time know: they send the user back to the activation on −101001, −10039 and
     * −10044, and throw on everything else that is not zero.
     */
    SDK;

    /** The number under which {@code code} travels. */
    public int number(ErrorCode code) {
        return switch (this) {
            case DOCUMENTED -> code.number();
            case SDK -> code == ErrorCode.BALANCE_TOO_LOW ? ErrorCode.SDK_BALANCE_TOO_LOW : -code.number();
        };
    }

    /** The answer to a refused request. */
    Envelope envelope(Refusal refusal) {
        return Envelope.failure(number(refusal.code()), refusal.reason());
    }
}
