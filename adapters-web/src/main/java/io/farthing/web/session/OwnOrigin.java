package io.farthing.web.session;

import io.farthing.domain.app.WebUri;
import io.farthing.web.server.WebSettings;
import io.javalin.http.Context;
import jakarta.inject.Inject;
import java.util.Optional;

/** Knows under which origin a browser reaches us: that of the public URL, or else the one of its request. Thread-safe. */
public final class OwnOrigin {
    private final Optional<WebUri> publicUrl;

    /** The origin that the settings name. */
    @Inject
    public OwnOrigin(WebSettings settings) {
        this.publicUrl = settings.publicUrl();
    }

    /** Our origin, as the browser that sent the request names it; it may be anything where the settings name none. */
    public String of(Context ctx) {
        return publicUrl.map(WebUri::origin).orElseGet(() -> "http://" + ctx.header("Host"));
    }
}
