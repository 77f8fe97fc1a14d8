package io.farthing.web.page;

import io.farthing.application.port.out.PasswordHasher;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.web.server.IncompleteBody;
import io.farthing.web.server.OnceAMinute;
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

    private final OnceAMinute causes = new OnceAMinute();

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
        state.routes.exception(PasswordHasher.Busy.class, (busy, ctx) -> answer(ctx, 503, "problem.busy"));
        state.routes.exception(IncompleteBody.class, (failure, ctx) -> answer(ctx, 400, key(400)));
        state.routes.exception(StorageFailure.class, (failure, ctx) -> {
            log(failure);
            if (isOfTheOperator(ctx)) {
                json(ctx.status(503), forTheOperator(failure.category()));
            } else {
                answer(ctx, 503, key(failure.category()));
            }
        });
        state.routes.exception(Exception.class, (failure, ctx) -> {
            LOG.error("a request failed", failure);
            answer(ctx, 500, "problem.fault");
        });
    }

    // As long as the database is away, or somebody keeps a table locked, many requests fail, and all of the same.
    private void log(StorageFailure failure) {
        if (failure.isPassing()) {
            LOG.error("the storage failed: {}: {}", failure.category(), failure.getMessage());
            causes.run(() -> LOG.error("the cause of that", failure));
        } else {
            LOG.error("the storage failed: {}", failure.category(), failure);
        }
    }

    private static String key(int status) {
        return switch (status) {
            case 404 -> "problem.not-found";
            case 405 -> "problem.method";
            case 413 -> "problem.too-large";
            default -> status < 500 ? "problem.request" : "problem.fault";
        };
    }

    private static String key(Category category) {
        return switch (category) {
            case CONFLICT, UNAVAILABLE, FAULT -> "problem.unavailable";
            case OUTCOME_UNKNOWN -> "problem.outcome-unknown";
        };
    }

    private static String forTheOperator(Category category) {
        return switch (category) {
            case CONFLICT -> "others were at work on the same rows: nothing was changed; try again";
            case UNAVAILABLE ->
                "the database cannot be reached, is overloaded, read-only or has no room: nothing was changed; the"
                        + " server's log says why";
            case OUTCOME_UNKNOWN ->
                "the database was lost on the way: whether it was done is not known; look before you repeat it";
            case FAULT -> "the database refused it: nothing was changed; the server's log says why";
        };
    }

    private static void answer(Context ctx, int status, String key) {
        ctx.status(status);
        String id = ctx.res().getHeader("X-Request-Id");
        if (acceptsPages(ctx) && !isOfTheOperator(ctx)) {
            ctx.render("problem.jte", Map.of("status", status, "key", key, "requestId", id == null ? "" : id));
        } else {
            json(ctx, forPrograms(key));
        }
    }

    // What a page says of other pages is of no use to a program.
    private static String forPrograms(String key) {
        return switch (key) {
            case "problem.not-found" -> "There is nothing at this address; check it.";
            case "problem.method" ->
                "The address exists, but not for this method; the header Allow names those that it takes.";
            default -> Messages.in(Language.ENGLISH).text(key + ".what-to-do");
        };
    }

    // The form in which the operator API refuses, so that its clients have to know one only.
    private static void json(Context ctx, String message) {
        ctx.json(Map.of("error", Map.of("field", "", "message", message)));
    }

    private static boolean isOfTheOperator(Context ctx) {
        return ctx.path().startsWith("/operator/");
    }

    private static boolean acceptsPages(Context ctx) {
        String accept = ctx.header("Accept");
        return accept != null && accept.contains("text/html");
    }
}
