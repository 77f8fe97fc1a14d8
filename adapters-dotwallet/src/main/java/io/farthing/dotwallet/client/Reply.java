package io.farthing.dotwallet.client;

import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What came of a request to the remote. */
sealed interface Reply {

    <R> R fold(
            Function<? super Answered, ? extends R> answered,
            Function<? super NotSent, ? extends R> notSent,
            Function<? super Unclear, ? extends R> unclear);

    /** An envelope, whole and readable. */
    record Answered(int code, JsonNode data) implements Reply {
        @Override
        public <R> R fold(
                Function<? super Answered, ? extends R> answered,
                Function<? super NotSent, ? extends R> notSent,
                Function<? super Unclear, ? extends R> unclear) {
            return answered.apply(this);
        }
    }

    /** Not a byte of the request has left this machine. */
    record NotSent(String why) implements Reply {
        @Override
        public <R> R fold(
                Function<? super Answered, ? extends R> answered,
                Function<? super NotSent, ? extends R> notSent,
                Function<? super Unclear, ? extends R> unclear) {
            return notSent.apply(this);
        }
    }

    /** Anything else: the remote may have done what it was asked, or not. */
    record Unclear(String why) implements Reply {
        @Override
        public <R> R fold(
                Function<? super Answered, ? extends R> answered,
                Function<? super NotSent, ? extends R> notSent,
                Function<? super Unclear, ? extends R> unclear) {
            return unclear.apply(this);
        }
    }
}
