package io.farthing.web.wallet;

import io.farthing.application.port.in.FindPayments;
import io.farthing.application.port.in.ManageApps;
import io.farthing.application.port.in.ManageUsers;
import io.farthing.application.port.in.ManageUsers.Overview;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.user.User;
import io.farthing.web.page.PageRoutes;
import io.farthing.web.page.Problem;
import io.farthing.web.page.Requests;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.plugin.Plugin;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The wallet's home: the balance, the authorizations, the payments. */
public final class HomePages extends Plugin<Void> {
    // One more than is shown, which tells whether there is another page.
    private static final int ENOUGH = PaymentPage.SIZE + 1;
    // On a phone the payments come behind the authorizations: more of them would have to be scrolled past each time.
    private static final int UNFOLDED_AUTHORIZATIONS = 3;

    private final ManageUsers users;
    private final ManageApps apps;
    private final FindPayments payments;
    private final Settlement settlement;
    private final PageRoutes routes;
    private final Turns turns = new Turns();

    /** Pages that show wallets. */
    @Inject
    public HomePages(
            ManageUsers users, ManageApps apps, FindPayments payments, Settlement settlement, PageRoutes routes) {
        this.settlement = settlement;
        this.users = users;
        this.apps = apps;
        this.payments = payments;
        this.routes = routes;
    }

    @Override
    public void onStart(JavalinState state) {
        routes.personalPage(state, "/wallet", this::show);
    }

    private void show(Context ctx, User user) {
        turns.take(user.openId(), () -> render(ctx, user));
    }

    private void render(Context ctx, User user) {
        Overview overview = users.overview(user.openId()).orElseThrow(() -> new Problem(404, "problem.not-found"));
        AppBadges badges = new AppBadges(apps);
        List<AuthorizationCard> authorizations = overview.authorizations().stream()
                .map(authorization -> new AuthorizationCard(badges.of(authorization.app()), authorization))
                .toList();
        List<AuthorizationCard> active = authorizations.stream()
                .filter(card -> card.authorization().isActive())
                .toList();
        int unfolded = Math.min(active.size(), UNFOLDED_AUTHORIZATIONS);
        Optional<PaymentId> before = PaymentPage.before(ctx, "before");
        ctx.render(
                "wallet.jte",
                Map.of(
                        "wallet", overview.wallet(),
                        "address", overview.address(),
                        "active", active.subList(0, unfolded),
                        "more", active.subList(unfolded, active.size()),
                        "ended",
                                authorizations.stream()
                                        .filter(card -> !card.authorization().isActive())
                                        .toList(),
                        "drawn", PaymentPage.of(payments.drawnFrom(user.openId(), before, ENOUGH), before, badges),
                        "received", received(ctx, user, badges),
                        "notice", Requests.query(ctx, "notice")));
    }

    // What an outside wallet is paid it alone knows.
    private Optional<PaymentPage> received(Context ctx, User user, AppBadges badges) {
        return switch (settlement) {
            case LEDGER -> {
                Optional<PaymentId> before = PaymentPage.before(ctx, "received_before");
                yield Optional.of(PaymentPage.of(payments.creditedTo(user.openId(), before, ENOUGH), before, badges));
            }
            case GATEWAY -> Optional.empty();
        };
    }
}
