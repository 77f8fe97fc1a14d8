package io.farthing.dotwallet.server;

import io.farthing.application.port.out.StorageFailure;
import io.farthing.dotwallet.wire.Envelope;
import io.farthing.dotwallet.wire.ErrorCode;
import io.farthing.dotwallet.wire.Refusal;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.Header;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers: envelopes with HTTP 200, whatever happened, and pages for browsers. Thread-safe. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private final CodeNumbering numbering;
    private final OutageLog outages;

    @Inject
    Answers(DotWalletSettings settings, OutageLog outages) {
        numbering = settings.numbering();
        this.outages = outages;
    }

    /** Answers with an envelope. Tokens travel in some of them, so nobody may keep a copy. */
    void envelope(Context ctx, Envelope envelope) {
        ctx.status(200)
                .header(Header.CACHE_CONTROL, "no-store")
                .contentType(ContentType.APPLICATION_JSON)
                .result(envelope.toJson());
    }

    /** Answers with an envelope that says what went wrong. */
    void failure(Context ctx, Throwable problem) {
        envelope(ctx, failure(ctx.endpoint().path, problem));
    }

    /** The envelope that says what went wrong at {@code endpoint}; what nobody foresaw is logged, an outage summarised. */
    Envelope failure(String endpoint, Throwable problem) {
        return numbering.envelope(refusal(endpoint, problem));
    }

    /**
     * Says what went wrong: in an envelope when the client asks for JSON and not for pages, otherwise on a page that names
     * the code. What nobody foresaw goes on to where the server's other pages say that something is broken.
     */
    void failureForBrowser(Context ctx, RuntimeException problem) {
        if (prefersJson(ctx)) {
            failure(ctx, problem);
        } else if (problem instanceof Refusal refusal) {
            ctx.status(400)
                    .render(
                            "protocol-problem.jte",
                            Map.of("code", numbering.number(refusal.code()), "message", refusal.reason()));
        } else {
            throw problem;
        }
    }

    private Refusal refusal(String endpoint, Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        if (cause instanceof Refusal refusal) {
            return refusal;
        }
        if (cause instanceof StorageFailure failure && failure.isPassing()) {
            outages.failed(endpoint, failure);
        } else {
            LOG.error("{} failed unexpectedly", endpoint, cause);
        }
        return new Refusal(
                ErrorCode.NOT_CREATED,
                "internal error: the request could not be completed, and the operator's log says why; query the order"
                        + " before sending it again");
    }

    private static boolean prefersJson(Context ctx) {
        String accept = ctx.header(Header.ACCEPT);
        return accept != null && accept.contains("application/json") && !accept.contains("text/html");
    }
}
