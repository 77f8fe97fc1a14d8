package io.farthing.web.session;

import io.farthing.domain.secret.Secret;
import io.javalin.http.Context;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Accepts a form only if it was sent from a page of ours.
 *
 * <p>Two proofs are asked for. The browser must not say that the post comes from another site; and the form must carry
 * a token that is derived from a secret cookie: the session's, or, before somebody has logged in, a random one. No state
 * is kept here, so any server may take what another has served. Thread-safe.
 */
@Singleton
public final class FormGuard {
    /** The name of the field that carries the token. */
    public static final String FIELD = "form_token";

    private static final String COOKIE = "farthing-visit";
    private static final String ATTRIBUTE = "io.farthing.web.visit";
    private static final Duration LIFETIME = Duration.ofHours(12);

    private final Sessions sessions;
    private final Cookies cookies;
    private final OwnOrigin ownOrigin;

    /** Guards forms of the pages at {@code ownOrigin}. */
    @Inject
    public FormGuard(Sessions sessions, Cookies cookies, OwnOrigin ownOrigin) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.ownOrigin = ownOrigin;
    }

    /** The token for the forms of the page that is being made; sets a cookie when the browser has none. */
    public String token(Context ctx) {
        Secret secret = secret(ctx).orElseGet(() -> beginVisit(ctx));
        return derive(secret);
    }

    /** Whether the form was sent from a page of ours: one of the same session, if there is one. */
    public boolean accepts(Context ctx) {
        return isForm(ctx) && isFromOurSite(ctx) && carriesToken(ctx, secret(ctx));
    }

    /**
     * The same for a form that is for those who have not logged in yet. Its page may have been made before they did so
     * in another tab; what it does could have been done before they did.
     */
    public boolean acceptsFromAnybody(Context ctx) {
        return isForm(ctx) && isFromOurSite(ctx) && (carriesToken(ctx, secret(ctx)) || carriesToken(ctx, visit(ctx)));
    }

    // Our pages send no other kind, and the kind for files would be written to the disk before anybody looks at it.
    private static boolean isForm(Context ctx) {
        String type = ctx.contentType();
        return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase("application/x-www-form-urlencoded");
    }

    private boolean isFromOurSite(Context ctx) {
        String site = ctx.header("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return false;
        }
        String origin = ctx.header("Origin");
        return origin == null || origin.equals(ownOrigin.of(ctx));
    }

    private static boolean carriesToken(Context ctx, Optional<Secret> secret) {
        String given = ctx.formParam(FIELD);
        return given != null
                && secret.isPresent()
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8),
                        derive(secret.get()).getBytes(StandardCharsets.UTF_8));
    }

    // A session that is over still binds its forms: the token says where a form comes from, not who sent it.
    private Optional<Secret> secret(Context ctx) {
        return sessions.secret(ctx).or(() -> visit(ctx));
    }

    private Optional<Secret> visit(Context ctx) {
        Secret begun = ctx.attribute(ATTRIBUTE);
        return begun != null ? Optional.of(begun) : cookies.readSecret(ctx, COOKIE);
    }

    private Secret beginVisit(Context ctx) {
        Secret visit = cookies.newSecret();
        ctx.attribute(ATTRIBUTE, visit);
        cookies.write(ctx, COOKIE, visit.value(), LIFETIME);
        return visit;
    }

    private static String derive(Secret secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.value().getBytes(StandardCharsets.US_ASCII), mac.getAlgorithm()));
            return HexFormat.of().formatHex(mac.doFinal(FIELD.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
