package io.farthing.application.fake;

import io.farthing.application.port.out.WalletPages;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.user.UserOpenId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The pages of a wallet in memory. Thread-safe. */
public final class InMemoryWalletPages implements WalletPages {

    private final Map<Secret, Identified> codes = new ConcurrentHashMap<>();
    private volatile boolean isReachable = true;

    /** Somebody logs in, and the browser takes this code back. */
    public Secret logIn(UserOpenId openId, String name, String label) {
        Secret code = Samples.secret(label);
        codes.put(code, new Identified(openId, name, Samples.address(openId.value())));
        return code;
    }

    /** The same for somebody who is paid under the address of {@code payee}. */
    public Secret logIn(UserOpenId openId, UserOpenId payee, String label) {
        Secret code = Samples.secret(label);
        codes.put(code, new Identified(openId, label, Samples.address(payee.value())));
        return code;
    }

    /** From now on the wallet can be asked, or cannot. */
    public void reachable(boolean reachable) {
        isReachable = reachable;
    }

    @Override
    public Optional<WebUri> logIn(WebUri returnTo) {
        return page("log-in", returnTo);
    }

    @Override
    public Optional<WebUri> consent(WebUri returnTo) {
        return page("consent", returnTo);
    }

    @Override
    public CompletableFuture<Identification> identify(Secret code) {
        if (!isReachable) {
            return CompletableFuture.completedFuture(new Unreachable());
        }
        Identified identified = codes.remove(code);
        return CompletableFuture.completedFuture(identified == null ? new NotIdentified() : identified);
    }

    private static Optional<WebUri> page(String name, WebUri returnTo) {
        return WebUri.parse("https://wallet.example/" + name + "?redirect_uri="
                + URLEncoder.encode(returnTo.toString(), StandardCharsets.UTF_8));
    }
}
