package io.farthing.domain.event;

/**
 * The number of an event, by which one that is told again is recognised. No other event that the same listener is told
 * has it.
 *
 * @param value positive; of two events about the same user and app the later one has the greater number
 */
public record EventNumber(long value) {

    /** Refuses what is no number of an event. */
    public EventNumber {
        if (value <= 0) {
            throw new IllegalArgumentException("the number of an event is positive");
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
