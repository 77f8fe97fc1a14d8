package io.farthing.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Samples;
import io.farthing.application.fake.Threads;
import io.farthing.application.port.out.LeaseStore.Task;
import io.farthing.domain.event.ListenerName;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link LeaseStore} does. */
public interface LeaseStoreContract extends StorageContract {

    Instant LATER = Samples.NOW.plusSeconds(30);

    @Test
    default void lease1_oneHolderHasTheTaskUntilTheLeaseIsOver() {
        assertThat(take("one", Samples.NOW, LATER)).isTrue();
        assertThat(take("two", LATER.minusMillis(1), LATER.plusSeconds(30))).isFalse();
        assertThat(take("two", LATER, LATER.plusSeconds(30))).isTrue();
        assertThat(take("one", LATER, LATER.plusSeconds(30))).isFalse();
    }

    @Test
    default void lease2_aHolderMayKeepTheTask() {
        assertThat(take("one", Samples.NOW, LATER)).isTrue();
        assertThat(take("one", Samples.NOW, LATER.plusSeconds(30))).isTrue();
        assertThat(take("two", LATER, LATER)).isFalse();
    }

    @Test
    default void lease3_aTaskThatWasGivenBackIsFree() {
        take("one", Samples.NOW, LATER);
        release("two");
        assertThat(take("two", Samples.NOW, LATER)).isFalse();
        release("one");
        assertThat(take("two", Samples.NOW, LATER)).isTrue();
    }

    @Test
    default void lease4_ofSeveralWhoTakeATaskAtOnceOneGetsIt() {
        List<Boolean> taken = Threads.collect(6, thread -> take("holder " + thread, Samples.NOW, LATER));

        assertThat(taken).containsOnlyOnce(true);
    }

    @Test
    default void lease5_tasksAreHadIndependentlyOfOneAnother() {
        List<Task> tasks = List.of(
                Task.RECONCILIATION,
                Task.telling(new ListenerName("a".repeat(ListenerName.MAX_LENGTH))),
                Task.telling(new ListenerName("reconciliation")));
        for (Task task : tasks) {
            assertThat(take(task, "one", LATER)).isTrue();
        }
        write(stores -> stores.leases().release(tasks.get(1), "one"));

        assertThat(take(tasks.get(0), "two", LATER)).isFalse();
        assertThat(take(tasks.get(1), "two", LATER)).isTrue();
        assertThat(take(tasks.get(2), "two", LATER)).isFalse();
    }

    /** That is how it is found out whether a storage can be written to. */
    @Test
    default void lease6_aTaskMayBeTakenAndGivenBackInOneUnitOfWork() {
        boolean isTaken = unitOfWork().write(stores -> {
            boolean taken = stores.leases().take(Task.trying("one"), "one", Instant.EPOCH, Instant.EPOCH);
            stores.leases().release(Task.trying("one"), "one");
            return taken;
        });

        assertThat(isTaken).isTrue();
        assertThat(take(Task.trying("one"), "two", LATER)).as("it is free").isTrue();
    }

    @Test
    default void lease7_aLeaseThatIsTooLongWasWrittenByAWrongClockAndIsOver() {
        Instant longest = Samples.NOW.plus(LeaseStore.NEVER_SO_LONG);
        take("one", Samples.NOW, longest);
        assertThat(take("two", Samples.NOW, LATER)).isFalse();

        take("one", Samples.NOW, longest.plusMillis(1));

        assertThat(take("two", Samples.NOW, LATER)).isTrue();
    }

    private boolean take(Task task, String holder, Instant until) {
        return unitOfWork().write(stores -> stores.leases().take(task, holder, Samples.NOW, until));
    }

    private boolean take(String holder, Instant now, Instant until) {
        return unitOfWork().write(stores -> stores.leases().take(Task.RECONCILIATION, holder, now, until));
    }

    private void release(String holder) {
        write(stores -> stores.leases().release(Task.RECONCILIATION, holder));
    }
}
