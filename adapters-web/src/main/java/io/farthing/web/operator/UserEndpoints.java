package io.farthing.web.operator;

import io.farthing.application.port.in.ManageUsers;
import io.farthing.application.port.in.ManageUsers.FundingResult;
import io.farthing.application.port.in.ManageUsers.Overview;
import io.farthing.domain.address.Address;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.ledger.FundingReference;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.Password;
import io.farthing.domain.user.User;
import io.farthing.domain.user.UserName;
import io.farthing.domain.user.UserOpenId;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.plugin.Plugin;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the operator API does with users and their wallets. */
public final class UserEndpoints extends Plugin<Void> {
    private static final String USERS = "/operator/v1/users";
    private static final String USER = USERS + "/{open_id}";

    private final ManageUsers users;

    /** Endpoints over {@code users}. */
    @Inject
    public UserEndpoints(ManageUsers users) {
        this.users = users;
    }

    @Override
    public void onStart(JavalinState state) {
        state.routes.post(USERS, this::create);
        state.routes.get(USER, ctx -> ctx.json(show(overview(id(ctx)))));
        state.routes.post(USER + "/funds", this::fund);
    }

    private void create(Context ctx) {
        JsonBody body = JsonBody.read(ctx, "name", "password");
        String typed = body.text("name");
        UserName name = UserName.parse(typed)
                .orElseThrow(() -> Refusal.wrong(
                        "name", "name must have 1 to " + UserName.MAX_LENGTH + " characters, all of them visible."));
        String chosen = body.text("password");
        Password password = Values.of("password", () -> new Password(chosen));
        User user = users.create(name, password)
                .orElseThrow(() -> new Refusal(409, "name", "name is taken by another user; choose another one."));
        ctx.status(201).json(show(overview(user.openId())));
    }

    private void fund(Context ctx) {
        UserOpenId id = id(ctx);
        JsonBody body = JsonBody.read(ctx, "satoshis", "reference");
        long wanted = body.wholeNumber("satoshis");
        Satoshis amount = Satoshis.ifInRange(wanted)
                .filter(Satoshis::isPositive)
                .orElseThrow(() -> Refusal.wrong("satoshis", "satoshis must be 1 to " + Satoshis.MAX.value() + "."));
        String given = body.text("reference");
        FundingReference reference = Values.of("reference", () -> new FundingReference(given));
        FundingResult result = users.fund(id, amount, reference);
        switch (result) {
            case FUNDED, ALREADY_FUNDED -> {
                Map<String, Object> answer = show(overview(id));
                answer.put("result", Values.word(result));
                ctx.json(answer);
            }
            case REFERENCE_TAKEN ->
                throw new Refusal(409, "reference", "reference stands for another user or amount; choose a new one.");
            case USER_UNKNOWN -> throw unknown();
            case TOO_MUCH ->
                throw Refusal.wrong(
                        "satoshis",
                        "satoshis is more than there is room for: " + Satoshis.MAX.value()
                                + " is all the money there is, in all wallets together.");
        }
    }

    private Overview overview(UserOpenId id) {
        return users.overview(id).orElseThrow(UserEndpoints::unknown);
    }

    private static UserOpenId id(Context ctx) {
        return UserOpenId.parse(ctx.pathParam("open_id")).orElseThrow(UserEndpoints::unknown);
    }

    private static Refusal unknown() {
        return Refusal.unknown("open_id", "There is no user of this open id.");
    }

    private static Map<String, Object> show(Overview overview) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("user_open_id", overview.user().openId().value());
        shown.put("name", overview.user().name().value());
        shown.put("created_at", overview.user().createdAt().toString());
        shown.put("wallet_address", overview.address().map(Address::text).orElse(""));
        shown.put("balance", overview.wallet().balance().value());
        shown.put(
                "authorizations",
                overview.authorizations().stream().map(UserEndpoints::show).toList());
        return shown;
    }

    private static Map<String, Object> show(Authorization authorization) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("authorization_id", authorization.id().value());
        shown.put("app_id", authorization.app().value());
        shown.put("standing", Values.word(authorization.standing()));
        shown.put("approved_at", authorization.approvedAt().toString());
        shown.put(
                "limits",
                Map.of(
                        "pre_amount", authorization.limits().single().value(),
                        "total_amount", authorization.limits().cumulative().value()));
        shown.put(
                "usage",
                Map.of(
                        "spent", authorization.usage().spent().value(),
                        "reserved", authorization.usage().reserved().value()));
        shown.put("allowance", authorization.allowance().value());
        return shown;
    }
}
