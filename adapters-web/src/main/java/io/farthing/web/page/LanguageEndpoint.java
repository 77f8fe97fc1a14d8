package io.farthing.web.page;

import io.farthing.web.session.LocalPath;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.plugin.Plugin;
import jakarta.inject.Inject;

/** Takes the choice of a language, and sends the browser back to where it was. */
public final class LanguageEndpoint extends Plugin<Void> {
    private final LanguageChoice choice;

    /** Remembers through {@code choice}. */
    @Inject
    public LanguageEndpoint(LanguageChoice choice) {
        this.choice = choice;
    }

    @Override
    public void onStart(JavalinState state) {
        state.routes.get("/language", this::choose);
    }

    private void choose(Context ctx) {
        Language.ofTag(Requests.query(ctx, "to")).ifPresent(language -> choice.remember(ctx, language));
        Requests.goOn(ctx, LocalPath.parse(Requests.query(ctx, "next")).orElse(LocalPath.WALLET));
    }
}
