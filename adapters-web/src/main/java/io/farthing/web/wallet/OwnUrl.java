package io.farthing.web.wallet;

import io.farthing.domain.app.WebUri;
import io.farthing.web.page.Problem;
import io.farthing.web.session.LocalPath;
import io.farthing.web.session.OwnOrigin;
import io.javalin.http.Context;
import jakarta.inject.Inject;
import java.util.Optional;

/** Knows the addresses of our pages, as an outside wallet is told them to send a browser back. Thread-safe. */
public final class OwnUrl {
    private final OwnOrigin ownOrigin;

    /** Addresses below {@code ownOrigin}. */
    @Inject
    public OwnUrl(OwnOrigin ownOrigin) {
        this.ownOrigin = ownOrigin;
    }

    /** The address of a page of ours; a request that cannot have reached us is refused. */
    WebUri of(Context ctx, LocalPath path) {
        return parse(ctx, path).orElseThrow(() -> new Problem(400, "problem.redirect"));
    }

    /** The same; nothing when that is no address, or one that is too long. */
    Optional<WebUri> parse(Context ctx, LocalPath path) {
        return WebUri.parse(ownOrigin.of(ctx) + path.value());
    }
}
