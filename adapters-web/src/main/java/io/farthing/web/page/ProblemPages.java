package io.farthing.web.page;

import io.farthing.application.port.out.StorageFailure;
import io.farthing.web.server.IncompleteBody;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.plugin.Plugin;
import jakarta.inject.Inject;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Explains whatever else goes wrong: as a page to browsers, as JSON to everybody else and about the operator API. What it
 * was exactly is in the log, under the request id that the answer shows.
 */
public final class ProblemPages extends Plugin<Void> {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemPages.class);

    /** Problems of all routes that have no answer of their own. */
    @Inject
    public ProblemPages() {}

    @Override
    public void onStart(JavalinState state) {
        state.routes.exception(Problem.class, (problem, ctx) -> answer(ctx, problem.status(), problem.key()));
        state.routes.exception(HttpResponseException.class, (refusal, ctx) -> {
            if (refusal.getStatus() == 405) {
                ctx.header("Allow", String.join(", ", refusal.getDetails().values()));
            }
            answer(ctx, refusal.getStatus(), key(refusal.getStatus()));
        });
        state.routes.exception(IncompleteBody.class, (failure, ctx) -> answer(ctx, 400, key(400)));
        state.routes.exception(StorageFailure.class, (failure, ctx) -> {
            LOG.error("the storage failed: {}", failure.category(), failure);
            answer(ctx, 503, "problem.unavailable");
        });
        state.routes.exception(Exception.class, (failure, ctx) -> {
            LOG.error("a request failed", failure);
            answer(ctx, 500, "problem.fault");
        });
    }

    private static String key(int status) {
        return switch (status) {
            case 404 -> "problem.not-found";
            case 405 -> "problem.method";
            case 413 -> "problem.too-large";
            default -> status < 500 ? "problem.request" : "problem.fault";
        };
    }

    private static void answer(Context ctx, int status, String key) {
        ctx.status(status);
        String id = ctx.res().getHeader("X-Request-Id");
        if (accepts(ctx, "text/html") && !ctx.path().startsWith("/operator/")) {
            ctx.render("problem.jte", Map.of("status", status, "key", key, "requestId", id == null ? "" : id));
        } else {
            // The form in which the operator API refuses, so that its clients have to know one only.
            String message = Messages.in(Language.ENGLISH).text(key + ".what-to-do");
            ctx.json(Map.of("error", Map.of("field", "", "message", message)));
        }
    }

    private static boolean accepts(Context ctx, String type) {
        String accept = ctx.header("Accept");
        return accept != null && accept.contains(type);
    }
}
