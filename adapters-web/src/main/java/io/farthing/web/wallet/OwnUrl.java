package io.farthing.web.wallet;

import io.farthing.domain.app.WebUri;
import io.farthing.web.page.Problem;
import io.farthing.web.server.WebSettings;
import io.farthing.web.session.LocalPath;
import io.javalin.http.Context;
import jakarta.inject.Inject;
import java.util.Optional;

/** Knows under which address a browser reaches us: the public URL, or else the one of its request. Thread-safe. */
public final class OwnUrl {
    private final Optional<WebUri> publicUrl;

    /** The address that the settings name. */
    @Inject
    public OwnUrl(WebSettings settings) {
        this.publicUrl = settings.publicUrl();
    }

    /** The address of a page of ours; a request that cannot have reached us is refused. */
    WebUri of(Context ctx, LocalPath path) {
        return parse(ctx, path).orElseThrow(() -> new Problem(400, "problem.redirect"));
    }

    /** The same; nothing when that is no address, or one that is too long. */
    Optional<WebUri> parse(Context ctx, LocalPath path) {
        String origin = publicUrl.map(WebUri::origin).orElseGet(() -> "http://" + ctx.header("Host"));
        return WebUri.parse(origin + path.value());
    }
}
