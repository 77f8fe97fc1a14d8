package io.farthing.domain.app;

import io.farthing.domain.address.Address;
import io.farthing.domain.text.Texts;
import java.util.Optional;

/**
 * What the operator says about an app.
 *
 * @param name shown to users, 1 to {@value #MAX_NAME_LENGTH} clean characters
 * @param icon the picture shown to users, if any
 * @param redirectUris where a browser may be sent
 * @param refuseUrl where a browser is sent when the user refuses; without one, to the redirect URI
 * @param receiveAddress where payments go that name no recipients, if anywhere
 */
public record AppProfile(
        String name,
        Optional<WebUri> icon,
        RedirectUris redirectUris,
        Optional<WebUri> refuseUrl,
        Optional<Address> receiveAddress) {

    /** The longest name. */
    public static final int MAX_NAME_LENGTH = 100;

    /** Refuses a name that cannot be shown. */
    public AppProfile {
        Texts.requireLabel("name", name, MAX_NAME_LENGTH);
    }
}
