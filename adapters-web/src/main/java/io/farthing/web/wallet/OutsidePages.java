package io.farthing.web.wallet;

import io.farthing.application.port.in.UseOutsideWallet;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.user.User;
import io.farthing.web.page.PageRoutes;
import io.farthing.web.page.Problem;
import io.farthing.web.page.Requests;
import io.farthing.web.session.Cookies;
import io.farthing.web.session.LocalPath;
import io.farthing.web.session.Sessions;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.plugin.Plugin;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;

/**
 * The ways to the pages of an outside wallet, and back.
 *
 * <p>Whoever logs in there takes a secret along in a cookie, and its digest in the address to come back to: a code that
 * was given out for another browser lets nobody in here. The state of a consent is kept by the application.
 */
public final class OutsidePages extends Plugin<Void> {
    private static final String LOG_IN_BACK = "/log-in/back";
    private static final String CONSENT_BACK = "/wallet/consented";
    private static final String COOKIE = "farthing-outside";
    private static final Duration LOG_IN_LIFETIME = Duration.ofMinutes(10);
    private static final int MAX_CODE_LENGTH = 256;

    private final UseOutsideWallet outside;
    private final Sessions sessions;
    private final Cookies cookies;
    private final OwnUrl ownUrl;
    private final PageRoutes routes;

    /** Ways to the pages of {@code outside}. */
    @Inject
    public OutsidePages(
            UseOutsideWallet outside, Sessions sessions, Cookies cookies, OwnUrl ownUrl, PageRoutes routes) {
        this.outside = outside;
        this.sessions = sessions;
        this.cookies = cookies;
        this.ownUrl = ownUrl;
        this.routes = routes;
    }

    @Override
    public void onStart(JavalinState state) {
        if (outside.isPresent()) {
            state.routes.get("/log-in/outside", this::begin);
            state.routes.get(LOG_IN_BACK, this::loggedIn);
            routes.personalPage(state, CONSENT_BACK, this::consented);
            state.routes.get("/wallet/refused", ctx -> {
                throw new Problem(403, "problem.outside-refused");
            });
        }
    }

    /** Where the consent of the outside wallet is to send the browser back to. */
    static WebUri consentBack(OwnUrl ownUrl, Context ctx) {
        return ownUrl.of(ctx, new LocalPath(CONSENT_BACK));
    }

    // Tabs of one browser share the secret: whichever comes back first is let in.
    private void begin(Context ctx) {
        Secret secret = cookies.readSecret(ctx, COOKIE).orElseGet(cookies::newSecret);
        cookies.write(ctx, COOKIE, secret.value(), LOG_IN_LIFETIME);
        LocalPath back = LocalPath.of(LOG_IN_BACK, "state", secret.digest().hex());
        LocalPath withNext = back.and("next", LogInPages.next(ctx).value());
        // An address that gets too long, here or at the wallet, is no reason not to log in.
        WebUri page = ownUrl.parse(ctx, withNext)
                .flatMap(outside::logInUrl)
                .or(() -> outside.logInUrl(ownUrl.of(ctx, back)))
                .orElseThrow(() -> new Problem(400, "problem.redirect"));
        Requests.goOn(ctx, page);
    }

    private void loggedIn(Context ctx) {
        String state = Requests.query(ctx, "state");
        boolean isOurs = cookies.readSecret(ctx, COOKIE)
                .filter(known -> known.digest().hex().equals(state))
                .isPresent();
        // Another tab was here first, or the browser went back. The code may be anybody's, so nobody looks at it.
        if (!isOurs && sessions.user(ctx).isPresent()) {
            Requests.goOn(ctx, LogInPages.next(ctx));
            return;
        }
        String code = Requests.query(ctx, "code");
        if (isOurs) {
            cookies.remove(ctx, COOKIE);
        }
        if (!isOurs || code.isEmpty() || code.length() > MAX_CODE_LENGTH) {
            throw new Problem(403, "problem.outside-log-in");
        }
        ctx.future(() -> outside.enter(new Secret(code))
                .thenAccept(entry -> entry.<Void>fold(
                        entered -> {
                            sessions.begin(ctx, entered.session());
                            Requests.goOn(ctx, LogInPages.next(ctx));
                            return null;
                        },
                        refused -> {
                            throw new Problem(403, "problem.outside-log-in");
                        },
                        unreachable -> {
                            throw new Problem(503, "problem.outside-unreachable");
                        })));
    }

    // The browser was sent here after a form of the wallet, and may be held to that form's rule for where it leads,
    // which does not know the app. So a page of ours ends that, and goes on by itself.
    private void consented(Context ctx, User user) {
        WebUri target = outside.consented(new Secret(Requests.query(ctx, "state")), user.openId())
                .orElseThrow(() -> new Problem(410, "problem.activation-over"));
        String address = Requests.ascii(target.toString());
        ctx.header("Refresh", "0; url=" + address);
        ctx.render("consented.jte", Map.of("target", address, "host", target.authority()));
    }
}
