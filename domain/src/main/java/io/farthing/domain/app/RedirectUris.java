package io.farthing.domain.app;

import java.util.List;

/**
 * Where an app may have a browser sent: origins and full URLs that the operator registered.
 *
 * <p>A registered URI without a path is an origin and allows everything below it; one with a path allows that path
 * with any query. Nothing else is allowed.
 *
 * @param registered 1 to {@value #MAX_COUNT} URIs without a query
 */
public record RedirectUris(List<WebUri> registered) {

    /** The most that one app may register. */
    public static final int MAX_COUNT = 20;

    /** Refuses an empty or overlong list, and URIs with a query. */
    public RedirectUris {
        registered = List.copyOf(registered);
        if (registered.isEmpty() || registered.size() > MAX_COUNT) {
            throw new IllegalArgumentException("redirect_uris must have 1 to " + MAX_COUNT + " entries");
        }
        if (registered.stream().anyMatch(uri -> !uri.query().isEmpty())) {
            throw new IllegalArgumentException("redirect_uris must have no query: any query is allowed anyway");
        }
    }

    /** Whether a browser may be sent to {@code target}. */
    public boolean allow(WebUri target) {
        return registered.stream()
                .anyMatch(uri -> uri.origin().equals(target.origin())
                        && (uri.path().isEmpty() || uri.path().equals(target.path())));
    }
}
