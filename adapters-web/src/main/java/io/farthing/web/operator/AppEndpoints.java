package io.farthing.web.operator;

import io.farthing.application.port.in.ManageApps;
import io.farthing.application.port.in.ManageApps.WithSecret;
import io.farthing.domain.app.App;
import io.farthing.domain.app.AppId;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.plugin.Plugin;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the operator API does with apps. */
public final class AppEndpoints extends Plugin<Void> {
    private static final String APPS = "/operator/v1/apps";
    private static final String APP = APPS + "/{app_id}";

    private final ManageApps apps;

    /** Endpoints over {@code apps}. */
    @Inject
    public AppEndpoints(ManageApps apps) {
        this.apps = apps;
    }

    @Override
    public void onStart(JavalinState state) {
        state.routes.post(APPS, this::register);
        state.routes.get(APPS, this::list);
        state.routes.get(APP, ctx -> ctx.json(AppProfiles.show(found(apps.lookUp(id(ctx))))));
        state.routes.put(APP, this::change);
        state.routes.post(APP + "/secret", this::rotateSecret);
        state.routes.post(APP + "/suspend", ctx -> suspend(ctx, true));
        state.routes.post(APP + "/resume", ctx -> suspend(ctx, false));
    }

    private void register(Context ctx) {
        WithSecret registered = apps.register(AppProfiles.read(JsonBody.read(ctx, AppProfiles.FIELDS)));
        ctx.status(201).json(withSecret(registered));
    }

    private void list(Context ctx) {
        int limit = Values.limit(ctx, ManageApps.MAX_PAGE);
        Optional<AppId> after = Values.query(ctx, "after")
                .map(text -> AppId.parse(text)
                        .orElseThrow(() -> Refusal.wrong("after", "after must be the app_id to begin behind.")));
        List<App> page = apps.list(after, limit);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("apps", page.stream().map(AppProfiles::show).toList());
        answer.put("next", page.size() < limit ? null : page.get(limit - 1).id().value());
        ctx.json(answer);
    }

    private void change(Context ctx) {
        AppId id = id(ctx);
        App changed = found(apps.change(id, AppProfiles.read(JsonBody.read(ctx, AppProfiles.FIELDS))));
        ctx.json(AppProfiles.show(changed));
    }

    private void rotateSecret(Context ctx) {
        AppId id = id(ctx);
        long seconds = JsonBody.read(ctx, "old_secret_valid_seconds").wholeNumber("old_secret_valid_seconds");
        ctx.json(withSecret(found(apps.rotateSecret(id, Duration.ofSeconds(seconds)))));
    }

    private void suspend(Context ctx, boolean suspended) {
        ctx.json(AppProfiles.show(found(apps.suspend(id(ctx), suspended))));
    }

    private static AppId id(Context ctx) {
        return found(AppId.parse(ctx.pathParam("app_id")));
    }

    private static <T> T found(Optional<T> asked) {
        return asked.orElseThrow(() -> Refusal.unknown("app_id", "There is no app of this app_id."));
    }

    private static Map<String, Object> withSecret(WithSecret app) {
        Map<String, Object> shown = AppProfiles.show(app.app());
        shown.put("secret", app.secret().value());
        return shown;
    }
}
