package io.farthing.persistence.store;

import static io.farthing.persistence.jooq.Tables.APPS;
import static io.farthing.persistence.jooq.Tables.APP_REDIRECT_URIS;
import static io.farthing.persistence.jooq.Tables.APP_SECRETS;
import static org.jooq.impl.DSL.noCondition;

import io.farthing.application.port.out.AppStore;
import io.farthing.domain.address.Address;
import io.farthing.domain.app.App;
import io.farthing.domain.app.AppId;
import io.farthing.domain.app.AppProfile;
import io.farthing.domain.app.AppSecret;
import io.farthing.domain.app.RedirectUris;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.secret.SecretDigest;
import io.farthing.persistence.jooq.tables.records.AppSecretsRecord;
import io.farthing.persistence.jooq.tables.records.AppsRecord;
import io.farthing.persistence.work.Work;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Apps in a database. */
final class JooqAppStore implements AppStore {

    private final Work work;

    JooqAppStore(Work work) {
        this.work = work;
    }

    @Override
    public void add(App app) {
        if (find(app.id()).isPresent()) {
            throw new IllegalStateException(app.id() + " is there already");
        }
        AppsRecord row = new AppsRecord();
        row.setAppId(app.id().value());
        row.setCreatedAtMs(app.createdAt().toEpochMilli());
        write(app, row);
        long id = work.toWrite()
                .insertInto(APPS)
                .set(row)
                .returningResult(APPS.ID)
                .fetchSingle()
                .value1();
        addDetails(id, app);
    }

    @Override
    public Optional<App> find(AppId id) {
        return work.toRead()
                .selectFrom(APPS)
                .where(APPS.APP_ID.eq(id.value()))
                .fetchOptional()
                .map(this::read);
    }

    @Override
    public Optional<App> lock(AppId id) {
        return work.toRead()
                .selectFrom(APPS)
                .where(APPS.APP_ID.eq(id.value()))
                .forUpdate()
                .fetchOptional()
                .map(this::read);
    }

    @Override
    public void update(App app) {
        long id = work.appId(app.id());
        AppsRecord row = new AppsRecord();
        write(app, row);
        work.toWrite().update(APPS).set(row).where(APPS.ID.eq(id)).execute();
        work.toWrite()
                .deleteFrom(APP_REDIRECT_URIS)
                .where(APP_REDIRECT_URIS.APP.eq(id))
                .execute();
        work.toWrite().deleteFrom(APP_SECRETS).where(APP_SECRETS.APP.eq(id)).execute();
        addDetails(id, app);
    }

    @Override
    public List<App> list(Optional<AppId> after, int limit) {
        return work.toRead()
                .selectFrom(APPS)
                .where(after.map(id -> work.byCodePoint(APPS.APP_ID).gt(id.value()))
                        .orElse(noCondition()))
                .orderBy(work.byCodePoint(APPS.APP_ID))
                .limit(limit)
                .fetch()
                .map(this::read);
    }

    private static void write(App app, AppsRecord row) {
        AppProfile profile = app.profile();
        row.setName(profile.name());
        row.setIconUrl(profile.icon().map(WebUri::toString).orElse(null));
        row.setRefuseUrl(profile.refuseUrl().map(WebUri::toString).orElse(null));
        row.setReceiveAddress(profile.receiveAddress().map(Address::payload).orElse(null));
        row.setSuspended(app.suspended());
    }

    private void addDetails(long id, App app) {
        List<WebUri> uris = app.profile().redirectUris().registered();
        for (int position = 0; position < uris.size(); position++) {
            work.toWrite()
                    .insertInto(APP_REDIRECT_URIS)
                    .values(id, position, uris.get(position).toString())
                    .execute();
        }
        for (int position = 0; position < app.secrets().size(); position++) {
            AppSecret secret = app.secrets().get(position);
            work.toWrite()
                    .insertInto(APP_SECRETS)
                    .set(APP_SECRETS.APP, id)
                    .set(APP_SECRETS.POSITION, position)
                    .set(APP_SECRETS.DIGEST, secret.digest().bytes())
                    .set(
                            APP_SECRETS.VALID_UNTIL_MS,
                            secret.validUntil().map(Instant::toEpochMilli).orElse(null))
                    .execute();
        }
    }

    private App read(AppsRecord row) {
        List<WebUri> uris = work.toRead()
                .selectFrom(APP_REDIRECT_URIS)
                .where(APP_REDIRECT_URIS.APP.eq(row.getId()))
                .orderBy(APP_REDIRECT_URIS.POSITION)
                .fetch(uri -> uri(uri.getUri()).orElseThrow());
        List<AppSecret> secrets = work.toRead()
                .selectFrom(APP_SECRETS)
                .where(APP_SECRETS.APP.eq(row.getId()))
                .orderBy(APP_SECRETS.POSITION)
                .fetch(JooqAppStore::secret);
        AppProfile profile = new AppProfile(
                row.getName(),
                uri(row.getIconUrl()),
                new RedirectUris(uris),
                uri(row.getRefuseUrl()),
                Optional.ofNullable(row.getReceiveAddress()).map(Address::ofPayload));
        Instant createdAt = Instant.ofEpochMilli(row.getCreatedAtMs());
        return new App(new AppId(row.getAppId()), profile, secrets, row.getSuspended(), createdAt);
    }

    private static AppSecret secret(AppSecretsRecord row) {
        return new AppSecret(
                SecretDigest.ofBytes(row.getDigest()),
                Optional.ofNullable(row.getValidUntilMs()).map(Instant::ofEpochMilli));
    }

    private static Optional<WebUri> uri(@Nullable String text) {
        return Optional.ofNullable(text).map(stored -> WebUri.parse(stored).orElseThrow());
    }
}
