package com.example.voucher;

import io.farthing.application.fake.InMemoryWalletGateway.Behaviour;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** A medium that fails as it is told, in front of one that does not. */
final class FaultyMedium implements Medium {

    private final Medium medium;
    private volatile CountDownLatch end = new CountDownLatch(1);
    private volatile Behaviour behaviour = Behaviour.ACCEPTS;

    FaultyMedium(Medium medium) {
        this.medium = medium;
    }

    void behave(Behaviour now) {
        behaviour = now;
        letGo();
        end = new CountDownLatch(1);
    }

    /** Lets go of those who hang. */
    void letGo() {
        end.countDown();
    }

    @Override
    public Session open() throws IOException {
        Behaviour now = behaviour;
        return switch (now) {
            case ACCEPTS, REFUSES, PAYS_SILENTLY, LOSES_REQUESTS -> new FaultySession(medium.open(), now);
            case UNREACHABLE -> throw new IOException("the disk is not there");
            case HANGS -> {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new IOException("the disk hung");
            }
        };
    }

    private record FaultySession(Session session, Behaviour behaviour) implements Session {

        @Override
        public long size() throws IOException {
            return session.size();
        }

        @Override
        public byte[] read(long from) throws IOException {
            if (behaviour == Behaviour.LOSES_REQUESTS) {
                throw new IOException("the disk cannot be read");
            }
            return session.read(from);
        }

        @Override
        public void append(byte[] bytes) throws IOException {
            session.append(bytes);
        }

        @Override
        public void force() throws IOException {
            session.force();
            if (behaviour == Behaviour.PAYS_SILENTLY) {
                throw new IOException("the disk did not say that it is done");
            }
        }

        @Override
        public void close() throws IOException {
            session.close();
        }
    }
}
