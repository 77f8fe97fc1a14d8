package io.farthing.dotwallet.server;

import io.farthing.dotwallet.wire.Envelope;
import io.farthing.dotwallet.wire.ErrorCode;
import io.farthing.dotwallet.wire.Fields;
import io.farthing.dotwallet.wire.Refusal;
import io.javalin.config.JavalinState;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.plugin.Plugin;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpCompliance;
import tools.jackson.databind.node.ObjectNode;

/**
 * The endpoints of the DotWallet Open Platform, under both prefixes that clients use. Every answer but a redirect and a
 * page is an envelope with HTTP 200: clients of the time throw on any other status and lose the code.
 */
public final class DotWalletServerPlugin extends Plugin<Void> {
    /** The endpoint that a {@link PaymentHandler} answers. */
    static final String PAY_SMALL_MONEY = "pay_small_money";

    static final List<String> PREFIXES = List.of("/openapi/", "/platform/openapi/");

    private final RequestReader requests;
    private final Answers answers;
    private final PaymentHandler payments;
    private final WalletRedirect walletRedirect;
    private final AccessTokens accessTokens;
    private final GetUserInfo getUserInfo;
    private final SearchOrder searchOrder;

    @Inject
    DotWalletServerPlugin(
            RequestReader requests,
            Answers answers,
            PaymentHandler payments,
            WalletRedirect walletRedirect,
            AccessTokens accessTokens,
            GetUserInfo getUserInfo,
            SearchOrder searchOrder) {
        this.requests = requests;
        this.answers = answers;
        this.payments = payments;
        this.walletRedirect = walletRedirect;
        this.accessTokens = accessTokens;
        this.getUserInfo = getUserInfo;
        this.searchOrder = searchOrder;
    }

    /**
     * A request through a proxy names the host twice, and not always alike. What it names in its target counts, and the
     * header does not (RFC 9112, 3.2.2); Jetty would refuse it unless told so.
     */
    @Override
    public void onInitialize(JavalinState state) {
        state.jetty.modifyHttpConfiguration(http -> http.setHttpCompliance(
                http.getHttpCompliance().with("PROXIED", HttpCompliance.Violation.MISMATCHED_AUTHORITY)));
        // Behind whatever the server does with every request, and in front of Javalin.
        state.jetty.modifyServer(server -> server.getTail().setHandler(payments));
    }

    @Override
    public void onStart(JavalinState state) {
        for (String prefix : PREFIXES) {
            register(state.routes, prefix);
        }
    }

    private void register(RoutesConfig routes, String prefix) {
        Handler search = answering(searchOrder::find);
        Handler refresh = answering(accessTokens::refresh);
        routes.get(prefix + "set_pay_config", redirecting(walletRedirect::toActivation));
        routes.get(prefix + "get_code", redirecting(walletRedirect::toSharing));
        notWithGet(routes, prefix + PAY_SMALL_MONEY);
        routes.post(prefix + "access_token", answering(accessTokens::exchange));
        notWithGet(routes, prefix + "access_token");
        routes.get(prefix + "refresh_access_token", refresh);
        routes.post(prefix + "refresh_access_token", refresh);
        routes.get(prefix + "check_access_token", answering(accessTokens::check));
        routes.get(prefix + "get_user_info", answering(getUserInfo::find));
        routes.get(prefix + "search_order", search);
        routes.post(prefix + "search_order", search);
    }

    /** A link or a prefetched page must neither move money nor use up a code. */
    private void notWithGet(RoutesConfig routes, String path) {
        String reason = "call this endpoint with POST, not with GET";
        routes.get(path, ctx -> answers.failure(ctx, new Refusal(ErrorCode.NOT_CREATED, reason)));
    }

    private Handler answering(Function<Fields, ObjectNode> endpoint) {
        return ctx -> {
            try {
                answers.envelope(ctx, Envelope.success(endpoint.apply(read(ctx))));
            } catch (RuntimeException e) {
                answers.failure(ctx, e);
            }
        };
    }

    private Handler redirecting(Function<String, String> endpoint) {
        return ctx -> {
            try {
                String query = ctx.queryString();
                ctx.redirect(endpoint.apply(query == null ? "" : query));
            } catch (RuntimeException e) {
                answers.failureForBrowser(ctx, e);
            }
        };
    }

    private Fields read(Context ctx) {
        return ctx.method().equals(HandlerType.POST) ? requests.body(ctx) : requests.query(ctx);
    }
}
