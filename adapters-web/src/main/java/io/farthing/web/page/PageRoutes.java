package io.farthing.web.page;

import io.farthing.domain.user.User;
import io.farthing.web.session.FormGuard;
import io.farthing.web.session.LocalPath;
import io.farthing.web.session.Sessions;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Registers pages so that none forgets what all have to do: a form is refused unless a page of ours sent it, and a
 * personal page is for somebody who is logged in. Everybody else logs in first and comes back.
 */
public final class PageRoutes {
    /**
     * The longest form: more than a name, a password and a token take, each letter of four bytes percent-encoded. Taken
     * apart, a form of nothing but fields needs a hundred times its memory.
     */
    static final int MAX_FORM_BYTES = 8 * 1024;

    private final Sessions sessions;
    private final FormGuard guard;

    /** Routes for the person at the browser. */
    @Inject
    public PageRoutes(Sessions sessions, FormGuard guard) {
        this.sessions = sessions;
        this.guard = guard;
    }

    /** A page or the answer to a form that needs somebody who is logged in. */
    @FunctionalInterface
    public interface PersonalHandler {
        /** Answers the request of {@code user}. */
        void handle(Context ctx, User user) throws Exception;
    }

    /** A form that anybody may send, also from a page that was made before they logged in. */
    public void form(JavalinState state, String path, Handler handler) {
        state.routes.post(path, ctx -> {
            requireShort(ctx);
            require(guard.acceptsFromAnybody(ctx));
            handler.handle(ctx);
        });
    }

    /** A page for somebody who is logged in. */
    public void personalPage(JavalinState state, String path, PersonalHandler handler) {
        state.routes.get(path, personal(handler, PageRoutes::logInFirst));
    }

    /** A form of somebody who is logged in. Its path is that of a page, so that who logs in first can come back. */
    public void personalForm(JavalinState state, String path, PersonalHandler handler) {
        personalForm(state, path, handler, PageRoutes::logInFirst);
    }

    /**
     * A form of somebody who is logged in.
     *
     * @param stranger answers those who are not, from wherever the form came, and so changes nothing
     */
    public void personalForm(JavalinState state, String path, PersonalHandler handler, Handler stranger) {
        PersonalHandler guarded = (ctx, user) -> {
            requireShort(ctx);
            require(guard.accepts(ctx));
            handler.handle(ctx, user);
        };
        state.routes.post(path, personal(guarded, stranger));
    }

    private Handler personal(PersonalHandler handler, Handler stranger) {
        return ctx -> {
            Optional<User> user = sessions.user(ctx);
            if (user.isPresent()) {
                // To an app, or, when the session has ended meanwhile, to the log-in of an outside wallet.
                SecurityHeaders.letFormsLeadOut(ctx);
                handler.handle(ctx, user.get());
            } else {
                stranger.handle(ctx);
            }
        };
    }

    private static void logInFirst(Context ctx) {
        String here = Requests.here(ctx).orElse(LocalPath.WALLET).value();
        Requests.goOn(ctx, LocalPath.of("/log-in", "next", here));
    }

    private static void requireShort(Context ctx) {
        if (ctx.bodyAsBytes().length > MAX_FORM_BYTES) {
            throw new Problem(413, "problem.too-large");
        }
    }

    private static void require(boolean accepted) {
        if (!accepted) {
            throw new Problem(403, "problem.form");
        }
    }
}
