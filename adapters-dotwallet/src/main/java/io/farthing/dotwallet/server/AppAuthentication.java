package io.farthing.dotwallet.server;

import io.farthing.application.port.in.AuthenticateApp;
import io.farthing.domain.app.App;
import io.farthing.domain.app.AppId;
import io.farthing.domain.secret.Secret;
import io.farthing.dotwallet.wire.ErrorCode;
import io.farthing.dotwallet.wire.Excerpt;
import io.farthing.dotwallet.wire.Field;
import io.farthing.dotwallet.wire.Fields;
import io.farthing.dotwallet.wire.Refusal;
import jakarta.inject.Inject;

/** Finds out which app is asking, and whether it is. Every endpoint has its own codes for that. Thread-safe. */
final class AppAuthentication {
    private final AuthenticateApp apps;

    @Inject
    AppAuthentication(AuthenticateApp apps) {
        this.apps = apps;
    }

    /**
     * The codes of an endpoint for an app that does not say who it is.
     *
     * @param missing no {@code app_id}
     * @param unknown no such app, or it is suspended
     */
    record IdCodes(ErrorCode missing, ErrorCode unknown) {}

    /**
     * The codes of an endpoint for an app that does not prove who it is.
     *
     * @param id for its {@code app_id}
     * @param missing no {@code secret}
     * @param wrong not one of the app's secrets
     */
    record SecretCodes(IdCodes id, ErrorCode missing, ErrorCode wrong) {}

    /** The app that {@code app_id} names; refuses a missing one, then an unknown or suspended one. */
    App identify(Fields fields, IdCodes codes) {
        String id = fields.requireTextOrInteger(Field.APP_ID, codes.missing());
        return AppId.parse(id)
                .flatMap(apps::find)
                .orElseThrow(() -> new Refusal(
                        codes.unknown(),
                        "no app with app_id " + Excerpt.of(id)
                                + " has permission; check the app_id, or ask the operator whether it is suspended"));
    }

    /** The app, once its secret is good; refuses as {@link #identify} does, then a missing secret, then a wrong one. */
    App authenticate(Fields fields, SecretCodes codes) {
        App app = identify(fields, codes.id());
        String secret = fields.require(Field.SECRET, codes.missing());
        if (!apps.isAuthentic(app, new Secret(secret))) {
            throw new Refusal(codes.wrong(), "secret is incorrect; send the secret that belongs to this app_id");
        }
        return app;
    }
}
