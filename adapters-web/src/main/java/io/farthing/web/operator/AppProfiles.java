package io.farthing.web.operator;

import io.farthing.domain.address.Address;
import io.farthing.domain.app.App;
import io.farthing.domain.app.AppProfile;
import io.farthing.domain.app.RedirectUris;
import io.farthing.domain.app.WebUri;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Apps as the operator API writes them, and what it reads about them. */
final class AppProfiles {
    /** The fields that a profile is made of. */
    static final String[] FIELDS = {"name", "icon_url", "redirect_uris", "refuse_url", "receive_address"};

    private static final String WEB_URI =
            " must be an http or https URI in plain form: lower-case host, no user name, no fragment, no blanks, at most "
                    + WebUri.MAX_LENGTH + " bytes with every letter beyond ASCII percent-encoded.";

    private AppProfiles() {}

    /** Reads a profile; throws {@link Refusal} that names the field, and the entry of a list. */
    static AppProfile read(JsonBody body) {
        List<String> given = body.texts("redirect_uris", RedirectUris.MAX_COUNT);
        List<WebUri> uris = new ArrayList<>(given.size());
        for (int i = 0; i < given.size(); i++) {
            uris.add(uri("redirect_uris[" + i + "]", given.get(i)));
        }
        RedirectUris redirectUris = Values.of("redirect_uris", () -> new RedirectUris(uris));
        Optional<WebUri> icon = body.optionalText("icon_url").map(text -> uri("icon_url", text));
        Optional<WebUri> refuseUrl = body.optionalText("refuse_url").map(text -> uri("refuse_url", text));
        Optional<Address> address = body.optionalText("receive_address").map(AppProfiles::address);
        String name = body.text("name").strip();
        return Values.of("name", () -> new AppProfile(name, icon, redirectUris, refuseUrl, address));
    }

    /** An app, without its secrets. */
    static Map<String, Object> show(App app) {
        AppProfile profile = app.profile();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("app_id", app.id().value());
        shown.put("name", profile.name());
        shown.put("icon_url", profile.icon().map(WebUri::toString).orElse(null));
        shown.put(
                "redirect_uris",
                profile.redirectUris().registered().stream()
                        .map(WebUri::toString)
                        .toList());
        shown.put("refuse_url", profile.refuseUrl().map(WebUri::toString).orElse(null));
        shown.put("receive_address", profile.receiveAddress().map(Address::text).orElse(null));
        shown.put("suspended", app.suspended());
        shown.put("created_at", app.createdAt().toString());
        return shown;
    }

    private static WebUri uri(String field, String text) {
        return WebUri.parse(text).orElseThrow(() -> Refusal.wrong(field, field + WEB_URI));
    }

    private static Address address(String text) {
        return Address.parse(text)
                .orElseThrow(() -> Refusal.wrong(
                        "receive_address",
                        "receive_address is no address whose check holds: look for a wrong letter."));
    }
}
