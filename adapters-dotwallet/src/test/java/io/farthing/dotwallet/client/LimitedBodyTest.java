package io.farthing.dotwallet.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The longest body is read, in whatever pieces it comes, and no longer one. */
class LimitedBodyTest {

    private final AtomicBoolean isCutOff = new AtomicBoolean();
    private final BodySubscriber<byte[]> body = begun();

    @Test
    void theLongestBodyIsRead() {
        receive("123", "45");
        receive("67890");
        body.onComplete();

        assertThat(read()).isCompletedWithValueMatching(all -> new String(all, US_ASCII).equals("1234567890"));
        assertThat(isCutOff).isFalse();
    }

    @Test
    void aLongerOneIsCutOffAtOnce() {
        receive("123", "45");
        receive("67890", "1");

        assertThat(isCutOff).isTrue();
        assertThat(read()).isCompletedExceptionally();
    }

    @Test
    void aBodyThatBreaksOffIsNone() {
        receive("123");
        body.onError(new IOException("reset"));

        assertThat(read()).isCompletedExceptionally();
    }

    private BodySubscriber<byte[]> begun() {
        BodySubscriber<byte[]> begun = LimitedBody.of(10).apply(null);
        begun.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long count) {}

            @Override
            public void cancel() {
                isCutOff.set(true);
            }
        });
        return begun;
    }

    private void receive(String... pieces) {
        List<ByteBuffer> buffers = Stream.of(pieces)
                .map(piece -> ByteBuffer.wrap(piece.getBytes(US_ASCII)))
                .toList();
        body.onNext(buffers);
    }

    private CompletableFuture<byte[]> read() {
        return body.getBody().toCompletableFuture();
    }
}
