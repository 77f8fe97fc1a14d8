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
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;
import tools.jackson.databind.node.ObjectNode;

/**
 * The endpoints of the DotWallet Open Platform, under both prefixes that clients use. Every answer but a redirect and a
 * page is an envelope with HTTP 200: clients of the time throw on any other status and lose the code.
 */
public final class DotWalletServerPlugin extends Plugin<Void> {
    /** The endpoint that a {@link PaymentHandler} answers. */
    static final String PAY_SMALL_MONEY = "pay_small_money";

    static final List<String> PREFIXES = List.of("/openapi/", "/platform/openapi/");

    private final DotWalletSettings settings;
    private final RequestReader requests;
    private final Answers answers;
    private final PaymentHandler payments;
    private final WalletRedirect walletRedirect;
    private final AccessTokens accessTokens;
    private final GetUserInfo getUserInfo;
    private final SearchOrder searchOrder;

    @Inject
    DotWalletServerPlugin(
            DotWalletSettings settings,
            RequestReader requests,
            Answers answers,
            PaymentHandler payments,
            WalletRedirect walletRedirect,
            AccessTokens accessTokens,
            GetUserInfo getUserInfo,
            SearchOrder searchOrder) {
        this.settings = settings;
        this.requests = requests;
        this.answers = answers;
        this.payments = payments;
        this.walletRedirect = walletRedirect;
        this.accessTokens = accessTokens;
        this.getUserInfo = getUserInfo;
        this.searchOrder = searchOrder;
    }

    @Override
    public void onInitialize(JavalinState state) {
        // Behind whatever the server does with every request, and in front of Javalin.
        state.jetty.modifyServer(server -> {
            server.getTail().setHandler(payments);
            Request.Handler errors = Objects.requireNonNullElseGet(server.getErrorHandler(), ErrorHandler::new);
            server.setErrorHandler(new RefusedRequests(settings.numbering(), errors));
        });
    }

    @Override
    public void onStart(JavalinState state) {
        for (String prefix : PREFIXES) {
            register(state.routes, prefix);
        }
    }

    private void register(RoutesConfig routes, String prefix) {
        HandlerType get = HandlerType.GET;
        HandlerType post = HandlerType.POST;
        endpoint(routes, prefix + "set_pay_config", redirecting(walletRedirect::toActivation), get);
        endpoint(routes, prefix + "get_code", redirecting(walletRedirect::toSharing), get);
        endpoint(routes, prefix + "access_token", answering(accessTokens::exchange), post);
        endpoint(routes, prefix + "refresh_access_token", answering(accessTokens::refresh), get, post);
        endpoint(routes, prefix + "check_access_token", answering(accessTokens::check), get);
        endpoint(routes, prefix + "get_user_info", answering(getUserInfo::find), get);
        endpoint(routes, prefix + "search_order", answering(searchOrder::find), get, post);
        // A payment has been answered before it gets here.
        routes.before(prefix + PAY_SMALL_MONEY, ctx -> refuseMethod(ctx, post.name()));
    }

    /** An endpoint with its methods, and a refusal for all others, those that nobody has heard of included. */
    private void endpoint(RoutesConfig routes, String path, Handler handler, HandlerType... methods) {
        List<HandlerType> right = List.of(methods);
        right.forEach(method -> routes.addHttpHandler(method, path, handler));
        String names = right.stream().map(HandlerType::name).collect(Collectors.joining(" or "));
        routes.before(path, ctx -> {
            if (!right.contains(ctx.method())) {
                refuseMethod(ctx, names);
            }
        });
    }

    /** A link or a prefetched page must neither move money nor use up a code; and no client can read a status 405. */
    private void refuseMethod(Context ctx, String right) {
        String reason = "call this endpoint with " + right + ", not with another method";
        answers.failure(ctx, new Refusal(ErrorCode.NOT_CREATED, reason));
        ctx.skipRemainingHandlers();
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
