package io.farthing.dotwallet.server;

import io.farthing.domain.app.App;
import io.farthing.domain.app.WebUri;
import io.farthing.dotwallet.server.AppAuthentication.IdCodes;
import io.farthing.dotwallet.wire.ErrorCode;
import io.farthing.dotwallet.wire.Excerpt;
import io.farthing.dotwallet.wire.Field;
import io.farthing.dotwallet.wire.Fields;
import io.farthing.dotwallet.wire.Refusal;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/**
 * {@code GET set_pay_config} and {@code GET get_code}: an app sends a browser here, and once app and redirect URI are
 * good the browser goes on to a page of the wallet, where the user logs in and answers. Thread-safe.
 *
 * <p>The only places that a browser is sent to from here are those pages. They check the redirect URI again before they
 * follow it.
 */
final class WalletRedirect {
    private static final IdCodes LOG_IN_CODES =
            new IdCodes(ErrorCode.LOG_IN_APP_ID_MISSING, ErrorCode.LOG_IN_APP_UNKNOWN);

    private final AppAuthentication apps;

    @Inject
    WalletRedirect(AppAuthentication apps) {
        this.apps = apps;
    }

    /** The page on which the user activates payments; checked in the order 10030, 10032, 10031, 10003. */
    String toActivation(String query) {
        return page("/wallet/activate", query, PaySmallMoney.ID_CODES, ErrorCode.REDIRECT_URI_MISSING);
    }

    /** The page on which the user agrees to be known to the app; checked in the order 10010, 10012, 10011, 10003. */
    String toSharing(String query) {
        return page("/wallet/share", query, LOG_IN_CODES, ErrorCode.LOG_IN_REDIRECT_URI_MISSING);
    }

    private String page(String path, String query, IdCodes codes, ErrorCode redirectUriMissing) {
        Fields fields = RedirectQuery.read(query);
        App app = apps.identify(fields, codes);
        String sent = fields.require(Field.REDIRECT_URI, redirectUriMissing);
        Predicate<WebUri> isAllowed = app.profile().redirectUris()::allow;
        WebUri target = WebUri.parse(sent)
                .filter(isAllowed)
                .orElseThrow(() -> new Refusal(
                        ErrorCode.ILLEGAL_REDIRECT_URI,
                        "illegal redirect_uri " + Excerpt.of(sent)
                                + "; the app must send one that the operator has registered for it"));
        return path + "?app_id=" + encode(app.id().value()) + "&redirect_uri=" + encode(target.toString());
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
