package io.farthing.web.wallet;

import io.farthing.application.port.in.ManageApps;
import io.farthing.application.port.in.ManageAuthorizations;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.authorization.Standing;
import io.farthing.domain.user.User;
import io.farthing.web.page.PageRoutes;
import io.farthing.web.page.Problem;
import io.farthing.web.page.Requests;
import io.farthing.web.session.LocalPath;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.plugin.Plugin;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/** What a user does with an authorization that is in force: change its limits, or withdraw it. */
public final class AuthorizationPages extends Plugin<Void> {
    private final ManageApps apps;
    private final ManageAuthorizations authorizations;
    private final PageRoutes routes;

    /** Pages that change authorizations. */
    @Inject
    public AuthorizationPages(ManageApps apps, ManageAuthorizations authorizations, PageRoutes routes) {
        this.apps = apps;
        this.authorizations = authorizations;
        this.routes = routes;
    }

    @Override
    public void onStart(JavalinState state) {
        routes.personalPage(state, "/wallet/authorizations/{id}/limits", this::showLimits);
        routes.personalForm(state, "/wallet/authorizations/{id}/limits", this::changeLimits);
        routes.personalPage(state, "/wallet/authorizations/{id}/revoke", this::askRevoke);
        routes.personalForm(state, "/wallet/authorizations/{id}/revoke", this::revoke);
    }

    private void showLimits(Context ctx, User user) {
        AuthorizationCard card = activeOne(ctx, user);
        renderLimits(ctx, card, LimitsForm.showing(card.authorization().limits()));
    }

    private void changeLimits(Context ctx, User user) {
        AuthorizationCard card = activeOne(ctx, user);
        LimitsForm form = LimitsForm.sent(ctx);
        Optional<SpendingLimits> limits = form.limits();
        if (limits.isPresent()) {
            finish(
                    ctx,
                    authorizations.changeLimits(card.authorization().id(), user.openId(), limits.get()),
                    "limits-changed");
        } else {
            renderLimits(ctx.status(400), card, form);
        }
    }

    private void askRevoke(Context ctx, User user) {
        ctx.render("revoke.jte", Map.of("card", activeOne(ctx, user)));
    }

    // Of two clicks the second finds that the first has done it.
    private void revoke(Context ctx, User user) {
        Authorization own = ownOne(ctx, user);
        finish(
                ctx,
                authorizations
                        .revoke(own.id(), user.openId())
                        .or(() -> Optional.of(ownOne(ctx, user)).filter(now -> now.standing() == Standing.REVOKED)),
                "revoked");
    }

    private AuthorizationCard activeOne(Context ctx, User user) {
        return Optional.of(ownOne(ctx, user))
                .filter(Authorization::isActive)
                .map(active -> new AuthorizationCard(new AppBadges(apps).of(active.app()), active))
                .orElseThrow(AuthorizationPages::notInForce);
    }

    private Authorization ownOne(Context ctx, User user) {
        return AuthorizationId.parse(ctx.pathParam("id"))
                .flatMap(id -> authorizations.find(id, user.openId()))
                .orElseThrow(AuthorizationPages::notInForce);
    }

    private static void renderLimits(Context ctx, AuthorizationCard card, LimitsForm form) {
        ctx.render("limits.jte", Map.of("card", card, "limits", form));
    }

    // Another window may have ended it meanwhile.
    private static void finish(Context ctx, Optional<Authorization> changed, String notice) {
        if (changed.isEmpty()) {
            throw notInForce();
        }
        Requests.goOn(ctx, LocalPath.of("/wallet", "notice", notice));
    }

    private static Problem notInForce() {
        return new Problem(404, "problem.authorization");
    }
}
