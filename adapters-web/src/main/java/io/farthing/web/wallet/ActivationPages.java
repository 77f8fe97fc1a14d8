package io.farthing.web.wallet;

import io.farthing.application.port.in.AnswerActivation;
import io.farthing.application.port.in.AnswerActivation.Request;
import io.farthing.application.port.in.AuthenticateApp;
import io.farthing.application.port.in.UseOutsideWallet;
import io.farthing.domain.activation.Activation;
import io.farthing.domain.activation.ActivationId;
import io.farthing.domain.app.App;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.authorization.SpendingLimits;
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

/** The two screens on which a user authorizes an app, or refuses. */
public final class ActivationPages extends Plugin<Void> {
    private final AuthenticateApp apps;
    private final AnswerActivation activations;
    private final UseOutsideWallet outside;
    private final OwnUrl ownUrl;
    private final PageRoutes routes;

    /** Pages that ask for an answer to activations. */
    @Inject
    public ActivationPages(
            AuthenticateApp apps,
            AnswerActivation activations,
            UseOutsideWallet outside,
            OwnUrl ownUrl,
            PageRoutes routes) {
        this.outside = outside;
        this.ownUrl = ownUrl;
        this.apps = apps;
        this.activations = activations;
        this.routes = routes;
    }

    @Override
    public void onStart(JavalinState state) {
        routes.personalPage(state, "/wallet/activate", this::open);
        routes.personalPage(state, "/wallet/activations/{id}", this::showMeaning);
        routes.personalForm(state, "/wallet/activations/{id}", this::refuse);
        routes.personalPage(state, "/wallet/activations/{id}/limits", this::showLimits);
        routes.personalForm(state, "/wallet/activations/{id}/limits", this::approve);
    }

    private void open(Context ctx, User user) {
        App app = SharePages.asking(ctx, apps);
        Activation activation = WebUri.parse(Requests.query(ctx, "redirect_uri"))
                .flatMap(uri -> activations.open(app, uri, user.openId()))
                .orElseThrow(() -> new Problem(400, "problem.redirect"));
        Requests.goOn(ctx, new LocalPath("/wallet/activations/" + activation.id()));
    }

    private void showMeaning(Context ctx, User user) {
        Request request = openRequest(ctx, user);
        ctx.render("activation.jte", Map.of("request", request, "app", AppBadge.of(request.app())));
    }

    private void showLimits(Context ctx, User user) {
        renderLimits(ctx, openRequest(ctx, user), LimitsForm.showing(SpendingLimits.DEFAULT));
    }

    private void approve(Context ctx, User user) {
        LimitsForm form = LimitsForm.sent(ctx);
        Optional<SpendingLimits> limits = form.limits();
        if (limits.isPresent()) {
            goBack(ctx, approve(ctx, request(ctx, user), user, limits.get()));
        } else {
            renderLimits(ctx.status(400), openRequest(ctx, user), form);
        }
    }

    // Where an outside wallet pays, the user has to say yes there, too, and the answer counts once that is done.
    private Optional<WebUri> approve(Context ctx, Request request, User user, SpendingLimits limits) {
        return outside.isPresent()
                ? outside.askConsent(
                        request.activation().id(), user.openId(), limits, OutsidePages.consentBack(ownUrl, ctx))
                : activations.approve(request.activation().id(), user.openId(), limits);
    }

    private void refuse(Context ctx, User user) {
        goBack(ctx, activations.refuse(request(ctx, user).activation().id(), user.openId()));
    }

    private Request openRequest(Context ctx, User user) {
        return Optional.of(request(ctx, user))
                .filter(Request::open)
                .orElseThrow(() -> new Problem(410, "problem.activation-over"));
    }

    private Request request(Context ctx, User user) {
        return ActivationId.parse(ctx.pathParam("id"))
                .flatMap(id -> activations.find(id, user.openId()))
                .orElseThrow(() -> new Problem(404, "problem.activation"));
    }

    private static void goBack(Context ctx, Optional<WebUri> target) {
        Requests.goOn(ctx, target.orElseThrow(() -> new Problem(410, "problem.activation-over")));
    }

    private static void renderLimits(Context ctx, Request request, LimitsForm form) {
        ctx.render(
                "activation-limits.jte", Map.of("request", request, "app", AppBadge.of(request.app()), "limits", form));
    }
}
