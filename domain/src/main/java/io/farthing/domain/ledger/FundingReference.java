package io.farthing.domain.ledger;

import io.farthing.domain.text.Texts;

/**
 * What the operator calls a funding; the same reference twice is the same funding.
 *
 * @param value 1 to {@value #MAX_LENGTH} clean characters
 */
public record FundingReference(String value) {

    /** The longest reference. */
    public static final int MAX_LENGTH = 128;

    /** Refuses what cannot be a reference. */
    public FundingReference {
        Texts.requireLabel("reference", value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
