package io.farthing.web.wallet;

import io.farthing.application.port.in.AuthenticateApp;
import io.farthing.application.port.in.ShareIdentity;
import io.farthing.domain.app.App;
import io.farthing.domain.app.AppId;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.user.User;
import io.farthing.web.page.PageRoutes;
import io.farthing.web.page.Problem;
import io.farthing.web.page.Requests;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.plugin.Plugin;
import jakarta.inject.Inject;
import java.util.Map;

/** Asks a user whether an app may learn who they are: "log in with the wallet". */
public final class SharePages extends Plugin<Void> {
    private final AuthenticateApp apps;
    private final ShareIdentity identities;
    private final PageRoutes routes;

    /** Pages that give codes to apps. */
    @Inject
    public SharePages(AuthenticateApp apps, ShareIdentity identities, PageRoutes routes) {
        this.apps = apps;
        this.identities = identities;
        this.routes = routes;
    }

    @Override
    public void onStart(JavalinState state) {
        routes.personalPage(state, "/wallet/share", this::ask);
        routes.personalForm(state, "/wallet/share", this::answer);
    }

    private void ask(Context ctx, User user) {
        App app = asking(ctx, apps);
        WebUri redirectUri = redirectUri(ctx, app);
        ctx.render("share.jte", Map.of("app", AppBadge.of(app), "user", user, "host", redirectUri.authority()));
    }

    private void answer(Context ctx, User user) {
        App app = asking(ctx, apps);
        WebUri redirectUri = redirectUri(ctx, app);
        if (Requests.field(ctx, "answer").equals("allow")) {
            Requests.goOn(ctx, redirectUri, "code", identities.issueCode(app.id(), user.openId()));
        } else {
            Requests.goOn(ctx, redirectUri);
        }
    }

    /** The app that asks. It comes from the query each time, so it is checked each time. */
    static App asking(Context ctx, AuthenticateApp apps) {
        return AppId.parse(Requests.query(ctx, "app_id"))
                .flatMap(apps::find)
                .orElseThrow(() -> new Problem(404, "problem.app"));
    }

    private static WebUri redirectUri(Context ctx, App app) {
        return WebUri.parse(Requests.query(ctx, "redirect_uri"))
                .filter(app.profile().redirectUris()::allow)
                .orElseThrow(() -> new Problem(400, "problem.redirect"));
    }
}
