package io.farthing.web.operator;

import io.farthing.application.port.in.InvalidInput;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.secret.SecretDigest;
import io.farthing.web.server.WebSettings;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.plugin.Plugin;
import io.javalin.plugin.PluginPriority;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody but the operator through to the operator API, before anything of the body is looked at. How near a wrong
 * token was to the right one, the answer tells neither in words nor in time.
 */
public final class OperatorGate extends Plugin<Void> {
    private static final String SCHEME = "Bearer ";

    private final SecretDigest token;

    /** Lets through whoever presents the token of the settings. */
    @Inject
    public OperatorGate(WebSettings settings) {
        this.token = settings.operatorToken().digest();
    }

    @Override
    public PluginPriority priority() {
        return PluginPriority.EARLY;
    }

    @Override
    public void onStart(JavalinState state) {
        state.routes.before("/operator/*", this::check);
        state.routes.exception(
                Refusal.class, (refusal, ctx) -> answer(ctx, refusal.status(), refusal.field(), refusal.getMessage()));
        state.routes.exception(
                InvalidInput.class, (invalid, ctx) -> answer(ctx, 400, invalid.field(), invalid.getMessage()));
    }

    private void check(Context ctx) {
        String header = ctx.header("Authorization");
        boolean isOperator = header != null
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && new Secret(header.substring(SCHEME.length()).strip())
                        .digest()
                        .matches(token);
        if (!isOperator) {
            ctx.header("WWW-Authenticate", "Bearer realm=\"operator\"");
            throw new Refusal(
                    401, "Authorization", "Present the operator token: Authorization: Bearer, a blank, and the token.");
        }
    }

    private static void answer(Context ctx, int status, String field, @Nullable String message) {
        ctx.status(status)
                .json(Map.of("error", Map.of("field", field, "message", Objects.requireNonNullElse(message, ""))));
    }
}
