package io.farthing.web.wallet;

import io.farthing.application.port.in.LogIn;
import io.farthing.application.port.in.ManageUsers;
import io.farthing.application.port.in.PlatformSettings;
import io.farthing.application.port.in.UseOutsideWallet;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.user.Password;
import io.farthing.domain.user.UserName;
import io.farthing.web.page.PageRoutes;
import io.farthing.web.page.Requests;
import io.farthing.web.session.ClientAddress;
import io.farthing.web.session.Sessions;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.plugin.Plugin;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Lets anybody become a user; not there at all unless the operator allows it and people log in here, and not at an
 * outside wallet, which would know nothing of them. Where many have signed up, further ones from there have to wait:
 * each costs the hashing of a password and a user for ever.
 */
public final class SignUpPages extends Plugin<Void> {
    private final ManageUsers users;
    private final LogIn logIn;
    private final Sessions sessions;
    private final PageRoutes routes;
    private final ClientAddress clientAddress;
    private final boolean allowed;

    /** Pages that create users. */
    @Inject
    public SignUpPages(
            ManageUsers users,
            LogIn logIn,
            Sessions sessions,
            PageRoutes routes,
            ClientAddress clientAddress,
            PlatformSettings settings,
            UseOutsideWallet outside) {
        this.users = users;
        this.logIn = logIn;
        this.sessions = sessions;
        this.routes = routes;
        this.clientAddress = clientAddress;
        this.allowed = settings.signUpAllowed() && !outside.isPresent();
    }

    @Override
    public void onStart(JavalinState state) {
        if (allowed) {
            state.routes.get("/sign-up", ctx -> render(ctx, "", "", "", 0));
            routes.form(state, "/sign-up", this::signUp);
        }
    }

    private void signUp(Context ctx) {
        String typedName = Requests.field(ctx, "name");
        Optional<UserName> name = UserName.parse(typedName).filter(UserName::isVisible);
        Optional<Password> password = Password.parse(Requests.field(ctx, "password"));
        if (name.isEmpty() || password.isEmpty()) {
            render(
                    ctx.status(400),
                    typedName,
                    name.isEmpty() ? "sign-up.name-wrong" : "",
                    password.isEmpty() ? "sign-up.password-wrong" : "",
                    0);
            return;
        }
        Duration delay = logIn.countSignUp(clientAddress.of(ctx));
        if (!delay.isZero()) {
            render(ctx, typedName, "", "", LogInPages.slowDown(ctx, delay));
            return;
        }
        Optional<Secret> session = users.create(name.get(), password.get())
                .map(created -> logIn.begin(created.openId()))
                .or(() -> again(ctx, name.get(), password.get()));
        if (session.isEmpty()) {
            render(ctx.status(409), typedName, "sign-up.name-taken", "", 0);
            return;
        }
        sessions.begin(ctx, session.get());
        Requests.goOn(ctx, LogInPages.next(ctx));
    }

    // Of two clicks the second finds the name taken by the first, whose answer the browser does not show.
    private Optional<Secret> again(Context ctx, UserName name, Password password) {
        return logIn.logIn(name.value(), password.value(), clientAddress.of(ctx))
                .fold(
                        loggedIn -> Optional.of(loggedIn.session()),
                        refused -> Optional.empty(),
                        tooSoon -> Optional.empty());
    }

    private static void render(Context ctx, String name, String nameProblem, String passwordProblem, long waitSeconds) {
        ctx.render(
                "sign-up.jte",
                Map.of(
                        "name", name,
                        "nameProblem", nameProblem,
                        "passwordProblem", passwordProblem,
                        "waitSeconds", waitSeconds,
                        "next", LogInPages.next(ctx)));
    }
}
