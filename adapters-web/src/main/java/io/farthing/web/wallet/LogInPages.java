package io.farthing.web.wallet;

import io.farthing.application.port.in.LogIn;
import io.farthing.application.port.in.UseOutsideWallet;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.user.User;
import io.farthing.web.page.PageRoutes;
import io.farthing.web.page.Requests;
import io.farthing.web.session.ClientAddress;
import io.farthing.web.session.LocalPath;
import io.farthing.web.session.Sessions;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.plugin.Plugin;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;

/** The welcome page, and the ways in and out. */
public final class LogInPages extends Plugin<Void> {
    private final LogIn logIn;
    private final Sessions sessions;
    private final PageRoutes routes;
    private final ClientAddress clientAddress;
    private final UseOutsideWallet outside;

    /** Pages that let people in by {@code logIn}, or send them to an outside wallet that does. */
    @Inject
    public LogInPages(
            LogIn logIn, Sessions sessions, PageRoutes routes, ClientAddress clientAddress, UseOutsideWallet outside) {
        this.outside = outside;
        this.logIn = logIn;
        this.sessions = sessions;
        this.routes = routes;
        this.clientAddress = clientAddress;
    }

    @Override
    public void onStart(JavalinState state) {
        state.routes.get("/", this::welcome);
        state.routes.get("/log-in", this::show);
        // A password that was good before the outside wallet was there lets nobody past its log-in.
        if (!outside.isPresent()) {
            routes.form(state, "/log-in", this::attempt);
        }
        state.routes.get("/log-out", ctx -> Requests.goOn(ctx, LocalPath.WALLET));
        // Who has logged out in another tab is where they want to be.
        routes.personalForm(state, "/log-out", this::logOut, LogInPages::goHome);
    }

    /** Where somebody who logs in wanted to go. */
    static LocalPath next(Context ctx) {
        return LocalPath.parse(Requests.query(ctx, "next")).orElse(LocalPath.WALLET);
    }

    /** Tells the browser to wait, and returns the seconds to show. */
    static long slowDown(Context ctx, Duration delay) {
        // A part of a second still is one to wait.
        long seconds = Math.max(1, delay.plusMillis(999).toSeconds());
        ctx.status(429).header("Retry-After", Long.toString(seconds));
        return seconds;
    }

    private void welcome(Context ctx) {
        if (sessions.user(ctx).isPresent()) {
            Requests.goOn(ctx, LocalPath.WALLET);
        } else {
            ctx.render("welcome.jte");
        }
    }

    private void show(Context ctx) {
        if (sessions.user(ctx).isPresent()) {
            Requests.goOn(ctx, next(ctx));
        } else if (outside.isPresent()) {
            Requests.goOn(ctx, LocalPath.of("/log-in/outside", "next", next(ctx).value()));
        } else {
            render(ctx, LogInView.EMPTY);
        }
    }

    private void attempt(Context ctx) {
        String name = Requests.field(ctx, "name");
        logIn.logIn(name, Requests.field(ctx, "password"), clientAddress.of(ctx))
                .fold(
                        loggedIn -> enter(ctx, loggedIn.session()),
                        refused -> render(ctx.status(403), LogInView.refused(name)),
                        tooSoon -> render(ctx, LogInView.tooSoon(name, slowDown(ctx, tooSoon.delay()))));
    }

    private Context enter(Context ctx, Secret session) {
        sessions.begin(ctx, session);
        Requests.goOn(ctx, next(ctx));
        return ctx;
    }

    private void logOut(Context ctx, User user) {
        sessions.end(ctx);
        goHome(ctx);
    }

    private static void goHome(Context ctx) {
        Requests.goOn(ctx, new LocalPath("/"));
    }

    private static Context render(Context ctx, LogInView view) {
        return ctx.render("log-in.jte", Map.of("view", view, "next", next(ctx)));
    }
}
