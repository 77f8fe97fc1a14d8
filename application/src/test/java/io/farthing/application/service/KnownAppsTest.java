package io.farthing.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.FaultyUnitOfWork.Hold;
import io.farthing.application.fake.Samples;
import io.farthing.application.fake.Threads;
import io.farthing.application.port.in.AuthenticateApp;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.domain.app.App;
import io.farthing.domain.app.AppId;
import io.farthing.domain.app.AppProfile;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server knows of apps, as it finds them and changes them. */
class KnownAppsTest {

    private static final Duration STALENESS = Duration.ofMillis(AuthenticateApp.MAX_STALENESS_MS);
    private static final Duration RENEWAL = Duration.ofMillis(KnownApps.RENEWAL_AGE_MS);
    private static final int READERS = 8;

    private final ServiceBench bench = new ServiceBench();
    private final AppService apps = newServer();

    @Test
    void whatThisServerChangesIsSeenAtOnce() {
        AppId id = bench.addApp("shop").id();
        assertThat(apps.find(id)).isPresent();

        AppProfile changed = Samples.app("new").profile();
        assertThat(apps.change(id, changed)).map(App::profile).contains(changed);
        assertThat(apps.find(id)).map(App::profile).contains(changed);

        assertThat(apps.suspend(id, true)).map(App::suspended).contains(true);
        assertThat(apps.find(id)).isEmpty();
        assertThat(apps.suspend(id, true)).isPresent();

        apps.suspend(id, false);
        assertThat(apps.find(id)).map(App::profile).contains(changed);
    }

    @Test
    void whatAnotherServerChangesIsSeenWhenItIsReadAgain() {
        AppId id = bench.addApp("shop").id();
        assertThat(apps.find(id)).isPresent();
        newServer().suspend(id, true);

        bench.clock.advance(RENEWAL.minusMillis(1));
        assertThat(apps.find(id)).as("still known from before").isPresent();
        bench.clock.advance(Duration.ofMillis(1));
        assertThat(apps.find(id)).isEmpty();
    }

    @Test
    void whileOneReadsAgainTheOthersGoOnUntilWhatTheyKnowIsTooOld() {
        AppId id = bench.addApp("shop").id();
        apps.find(id);
        newServer().suspend(id, true);
        bench.clock.advance(RENEWAL);
        Hold read = bench.storage.holdAfterRead();
        CompletableFuture<Optional<App>> renewing = CompletableFuture.supplyAsync(() -> apps.find(id));
        read.awaitReached();

        bench.clock.advance(STALENESS.minus(RENEWAL).minusMillis(1));
        assertThat(apps.find(id)).as("still known from before").isPresent();
        bench.clock.advance(Duration.ofMillis(1));
        CompletableFuture<Optional<App>> waiting = CompletableFuture.supplyAsync(() -> apps.find(id));
        read.release();
        assertThat(renewing.join()).isEmpty();
        assertThat(waiting.join()).isEmpty();
    }

    @Test
    void knowledgeIsAsOldAsItsReadingAndNotRenewedByUse() {
        AppId id = bench.addApp("shop").id();
        apps.find(id);
        bench.clock.advance(STALENESS.dividedBy(2));
        apps.find(id);
        newServer().suspend(id, true);
        bench.clock.advance(STALENESS.dividedBy(2));
        assertThat(apps.find(id)).isEmpty();
    }

    @Test
    void aClockThatIsSetBackMakesNoKnowledgeYounger() {
        AppId id = bench.addApp("shop").id();
        apps.find(id);
        newServer().suspend(id, true);
        bench.clock.advance(Duration.ofHours(-1));
        assertThat(apps.find(id)).isEmpty();
    }

    @Test
    void whatWasReadBeforeAChangeIsNotKeptAfterIt() {
        AppId id = bench.addApp("shop").id();
        Hold read = bench.storage.holdAfterRead();
        CompletableFuture<Optional<App>> finding = CompletableFuture.supplyAsync(() -> apps.find(id));
        read.awaitReached();
        CompletableFuture<Optional<App>> suspending = CompletableFuture.supplyAsync(() -> apps.suspend(id, true));
        read.release();
        assertThat(finding.join()).isPresent();
        assertThat(suspending.join()).isPresent();
        assertThat(apps.find(id)).isEmpty();
    }

    @Test
    void whoeverComesWhileAnAppIsReadDoesNotReadItAsWell() {
        AppId id = bench.addApp("shop").id();
        int readsBefore = bench.storage.reads();
        Threads.race(8, thread -> assertThat(apps.find(id)).isPresent());
        assertThat(bench.storage.reads() - readsBefore).isEqualTo(1);
    }

    @Test
    @Timeout(60)
    void whoeverWaitsForAReadingThatFailsIsToldSoAndDoesNotReadAsWell() {
        AppId id = bench.addApp("shop").id();
        CountDownLatch mayFail = new CountDownLatch(1);
        int readsBefore = bench.storage.reads();
        bench.storage.failReads(() -> {
            Threads.await(mayFail, 60);
            throw new StorageFailure(Category.UNAVAILABLE, "away", new IllegalStateException());
        });
        Set<Thread> asking = ConcurrentHashMap.newKeySet();
        Threads.race(READERS + 1, thread -> {
            if (thread == READERS) {
                while (waiting(asking) < READERS - 1) {
                    Thread.onSpinWait();
                }
                mayFail.countDown();
            } else {
                asking.add(Thread.currentThread());
                assertThatThrownBy(() -> apps.find(id)).isInstanceOf(StorageFailure.class);
            }
        });
        assertThat(bench.storage.reads() - readsBefore).isEqualTo(1);

        bench.storage.failReads(() -> {});
        assertThat(apps.find(id)).as("whoever comes later asks the storage").isPresent();
    }

    private static long waiting(Set<Thread> asking) {
        return asking.stream()
                .filter(thread -> thread.getState() == Thread.State.BLOCKED)
                .count();
    }

    @Test
    void aChangeIsSeenAtOnceHoweverManyAreReading() {
        AppId id = bench.addApp("shop").id();
        Threads.race(4, thread -> {
            for (int i = 0; i < 2000; i++) {
                if (thread == 0) {
                    boolean suspended = i % 2 == 0;
                    apps.suspend(id, suspended);
                    assertThat(apps.find(id).isEmpty()).isEqualTo(suspended);
                } else {
                    apps.find(id);
                }
            }
        });
    }

    @Test
    void anAppThatAppearsIsSeenAtOnceBecauseUnknownIdsAreNotKept() {
        assertThat(apps.find(new AppId("shop"))).isEmpty();
        bench.addApp("shop");
        assertThat(apps.find(new AppId("shop"))).isPresent();
    }

    @Test
    void anAppIsReadOnceAndThenKnown() {
        bench.addApp("shop");
        apps.find(new AppId("shop"));
        Hold read = bench.storage.holdAfterRead();
        assertThat(apps.find(new AppId("shop"))).as("not read, so not held").isPresent();
        read.release();
    }

    private AppService newServer() {
        return bench.apps(ServiceBench.strict());
    }
}
