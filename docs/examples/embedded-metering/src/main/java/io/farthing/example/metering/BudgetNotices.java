package io.farthing.example.metering;

import io.farthing.application.port.in.EventListener;
import io.farthing.domain.event.EventNumber;
import io.farthing.domain.event.PlatformEvent;
import io.farthing.domain.event.PlatformEvent.LimitReached;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Tells a customer when half, four fifths and all of the budget is used. */
final class BudgetNotices implements EventListener {

    private final Consumer<String> mail;

    // An event can come again: whoever must not say anything twice remembers the numbers, for longer than this does.
    private final Set<EventNumber> seen = ConcurrentHashMap.newKeySet();

    BudgetNotices(Consumer<String> mail) {
        this.mail = mail;
    }

    @Override
    public void on(EventNumber number, PlatformEvent event) {
        if (event instanceof LimitReached reached && seen.add(number)) {
            mail.accept(reached.threshold().percent() + " % of the budget of "
                    + reached.occasion().user() + " is used");
        }
    }
}
