package io.farthing.web.server;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Gives every request an id, which the answer and every log line about it carry, and logs one line when it is done. For
 * requests that no handler sees, {@link LastAnswers} has that done.
 *
 * <p>Only the path is logged: queries can hold codes and tokens. Question marks stand in place of what a path should have
 * percent-encoded, and could forge a line. Thread-safe.
 */
final class RequestJournal extends Handler.Wrapper {
    private static final Logger LOG = LoggerFactory.getLogger("io.farthing.web.access");
    private static final String HEADER = "X-Request-Id";
    private static final String MDC_KEY = "request_id";
    private static final String ATTRIBUTE = "io.farthing.web.request_id";
    private static final Pattern SANE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern UNSHOWN = Pattern.compile("[^!-~]");
    private static final int MAX_LOGGED_LENGTH = 200;

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String id = begin(request, response);
        Request.addCompletionListener(request, failure -> log(id, request, response));
        MDC.put(MDC_KEY, id);
        try {
            return super.handle(request, response, callback);
        } finally {
            MDC.remove(MDC_KEY);
        }
    }

    /** Whether the request has its id already, and leaves its line when it is done. */
    static boolean isBegun(Request request) {
        return request.getAttribute(ATTRIBUTE) != null;
    }

    /** Has the answer carry the id of the request, which gets one if need be. */
    static String begin(Request request, Response response) {
        String id = (String) request.getAttribute(ATTRIBUTE);
        if (id == null) {
            String given = request.getHeaders().get(HEADER);
            id = given != null && SANE_ID.matcher(given).matches() ? given : fresh();
            request.setAttribute(ATTRIBUTE, id);
        }
        response.getHeaders().put(HEADER, id);
        return id;
    }

    // Nothing depends on an id that nobody can guess, and all threads would wait for one source of such randomness.
    private static String fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
    }

    /** Leaves the line; the answer may be completed by another thread than the one that took the request. */
    static void log(String id, Request request, Response response) {
        String path = request.getHttpURI().getPath();
        MDC.put(MDC_KEY, id);
        try {
            LOG.info(
                    "{} {} {} {} ms",
                    shown(request.getMethod()),
                    path == null ? "-" : shown(path),
                    response.getStatus(),
                    NanoTime.millisSince(request.getBeginNanoTime()));
        } finally {
            MDC.remove(MDC_KEY);
        }
    }

    /** The beginning of a method or a path, which clients make up: all of it visible ASCII. */
    private static String shown(String text) {
        String beginning = text.substring(0, Math.min(text.length(), MAX_LOGGED_LENGTH));
        return UNSHOWN.matcher(beginning).replaceAll("?");
    }
}
