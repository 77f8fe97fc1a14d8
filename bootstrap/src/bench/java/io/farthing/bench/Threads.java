package io.farthing.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Many threads that each do the same over and over, as a program without batches does. */
final class Threads {

    private Threads() {}

    /** Something that is done over and over by one thread. */
    interface Repeated {
        /** Does it once. */
        void run() throws Exception;
    }

    /** Lets every one of {@code tasks} be repeated by a thread of its own for so long; how often per second in all. */
    static Rate rate(List<? extends Repeated> tasks, long durationMs) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            long start = System.nanoTime();
            long end = start + TimeUnit.MILLISECONDS.toNanos(durationMs);
            List<Future<Long>> counts = new ArrayList<>();
            for (Repeated task : tasks) {
                counts.add(threads.submit(() -> repeat(task, end)));
            }
            long count = 0;
            for (Future<Long> each : counts) {
                count += each.get();
            }
            return Rate.of(count, System.nanoTime() - start);
        } finally {
            threads.shutdown();
        }
    }

    private static long repeat(Repeated task, long end) throws Exception {
        long count = 0;
        while (System.nanoTime() < end) {
            task.run();
            count++;
        }
        return count;
    }
}
