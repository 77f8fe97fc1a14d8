package io.farthing.web.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.farthing.application.port.in.PlatformSettings;
import io.farthing.application.port.in.UseOutsideWallet;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.user.User;
import io.farthing.web.session.FormGuard;
import io.farthing.web.session.LocalPath;
import io.farthing.web.session.Sessions;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.plugin.Plugin;
import io.javalin.plugin.PluginPriority;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lets every handler, also of other modules, write {@code ctx.render("some-template.jte", model)}: the template gets
 * the model and a {@link PageFrame} named {@code frame}. Templates are compiled at build time.
 */
public final class PageRenderer extends Plugin<Void> {
    private static final String TEMPLATES = "io.farthing.web.templates";

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, PageRenderer.class.getClassLoader(), TEMPLATES);
    private final LanguageChoice languages;
    private final Sessions sessions;
    private final FormGuard guard;
    private final PlatformSettings settings;
    private final Settlement settlement;
    private final UseOutsideWallet outside;

    /** Renders for the person at the browser. */
    @Inject
    public PageRenderer(
            LanguageChoice languages,
            Sessions sessions,
            FormGuard guard,
            PlatformSettings settings,
            Settlement settlement,
            UseOutsideWallet outside) {
        this.languages = languages;
        this.sessions = sessions;
        this.guard = guard;
        this.settings = settings;
        this.settlement = settlement;
        this.outside = outside;
    }

    @Override
    public PluginPriority priority() {
        return PluginPriority.EARLY;
    }

    @Override
    public void onInitialize(JavalinState state) {
        state.fileRenderer((template, model, ctx) -> render(template, model, ctx));
    }

    private String render(String template, Map<String, ?> model, Context ctx) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("frame", frame(ctx));
        StringOutput output = new StringOutput();
        engine.render(template, all, output);
        return output.toString();
    }

    private PageFrame frame(Context ctx) {
        return new PageFrame(
                languages.of(ctx),
                Requests.here(ctx).orElse(LocalPath.WALLET),
                visitor(ctx),
                settings.signUpAllowed() && !outside.isPresent(),
                settlement == Settlement.GATEWAY,
                () -> guard.token(ctx));
    }

    // A page that says what is wrong does not wait for a storage that may be what is wrong, only to greet somebody.
    private Optional<User> visitor(Context ctx) {
        return ctx.statusCode() >= 400 ? sessions.userIfLookedUp(ctx) : sessions.user(ctx);
    }
}
