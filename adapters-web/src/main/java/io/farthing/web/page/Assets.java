package io.farthing.web.page;

import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.plugin.Plugin;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The style sheet and the picture that all pages use. Their addresses change with their content, so browsers may keep
 * them for ever.
 */
public final class Assets extends Plugin<Void> {
    private static final String STYLE = load("farthing.css");
    private static final String ICON = load("icon.svg");
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    /** The assets in this artifact. */
    @Inject
    public Assets() {}

    /** Where the style sheet is. */
    public static String stylePath() {
        return path("farthing.css", STYLE);
    }

    /** Where the picture is that stands for us in a browser's tab. */
    public static String iconPath() {
        return path("icon.svg", ICON);
    }

    @Override
    public void onStart(JavalinState state) {
        state.routes.get("/assets/farthing.css", ctx -> answer(ctx, "text/css", STYLE));
        state.routes.get("/assets/icon.svg", ctx -> answer(ctx, "image/svg+xml", ICON));
    }

    private static void answer(Context ctx, String type, String content) {
        ctx.header("Cache-Control", FOR_EVER)
                .contentType(type + "; charset=utf-8")
                .result(content);
    }

    private static String path(String name, String content) {
        return "/assets/" + name + "?v=" + Integer.toHexString(content.hashCode());
    }

    private static String load(String name) {
        String resource = "/io/farthing/web/assets/" + name;
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
