package io.farthing.bootstrap.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shop's own small HTTP server, on this machine only. */
final class Shop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Shop.class);

    // The wallet's pages have the same host, and cookies don't know ports: the name has to be another.
    private static final Pattern COOKIE = Pattern.compile("(?:^|; ?)shop_visitor=([0-9a-f]{32})(?:;|$)");
    private static final Pattern CODE = Pattern.compile("(?:^|&)code=([0-9a-f]{1,128})(?:&|$)");
    private static final Pattern STATE = Pattern.compile("(?:^|&)state=([0-9a-f]{32})(?:&|$)");
    private static final int THREADS = 8;

    private final HttpServer server;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(THREADS, task -> new Thread(task, "demo-shop"));
    private final Visitors visitors = new Visitors();

    private Shop(HttpServer server) {
        this.server = server;
    }

    /** Takes a port, any free one if it is 0, without answering on it yet. */
    static Shop bind(int port) throws IOException {
        return new Shop(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
    }

    /** Where browsers find the shop. */
    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Begins to answer. */
    void open(Cashier cashier, WalletClient wallet) {
        ShopPage page = new ShopPage(wallet, origin());
        on("GET", "/", (exchange, visitor) -> {
            boolean isHome = exchange.getRequestURI().getPath().equals("/");
            answer(exchange, isHome ? 200 : 404, "text/html; charset=utf-8", page.of(visitor));
        });
        on("GET", "/shop.css", (exchange, visitor) -> answer(exchange, 200, "text/css; charset=utf-8", stylesheet()));
        on("GET", "/logged-in", thenHome((exchange, visitor) -> loggedIn(exchange, visitor, cashier)));
        on("GET", "/activated", thenHome((exchange, visitor) -> cashier.afterActivation(visitor)));
        on(
                "GET",
                "/refused",
                thenHome((exchange, visitor) -> visitor.tell(false, "You refused; nothing was changed.")));
        on("POST", "/buy", thenHome((exchange, visitor) -> cashier.sell(visitor, visitors.number())));
        server.setExecutor(threads);
        server.start();
    }

    /** Stops answering. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }

    /** What the shop does when a visitor asks for something. */
    private interface Step {
        void take(HttpExchange exchange, Visitor visitor) throws IOException;
    }

    private void on(String method, String path, Step step) {
        server.createContext(path, exchange -> {
            try (exchange) {
                if (exchange.getRequestMethod().equals(method)) {
                    step.take(exchange, visitor(exchange));
                } else {
                    answer(exchange, 405, "text/plain", "Use " + method + ".");
                }
            } catch (RuntimeException e) {
                LOG.error("the shop could not answer {}", path, e);
                answer(exchange, 500, "text/plain", "The shop stumbled: the wallet gave no usable answer. Go back.");
            }
        });
    }

    // After a step the browser goes to the page itself, so that reloading it repeats nothing.
    private static Step thenHome(Step step) {
        return (exchange, visitor) -> {
            step.take(exchange, visitor);
            exchange.getResponseHeaders().set("Location", "/");
            exchange.sendResponseHeaders(303, -1);
        };
    }

    // A code is good only in the browser that was sent for it: otherwise a stranger's link could log somebody in as the
    // stranger.
    private static void loggedIn(HttpExchange exchange, Visitor visitor, Cashier cashier) {
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        Matcher state = STATE.matcher(query);
        Matcher code = CODE.matcher(query);
        if (!code.find()) {
            visitor.tell(false, "You did not log in with the wallet.");
        } else if (state.find() && state.group(1).equals(visitor.state())) {
            cashier.logIn(visitor, code.group(1));
        } else {
            visitor.tell(false, "This log-in was begun in another browser; begin again.");
        }
    }

    private Visitor visitor(HttpExchange exchange) {
        String cookie = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Cookie"))
                .orElse("");
        Matcher matcher = COOKIE.matcher(cookie);
        return (matcher.find() ? visitors.find(matcher.group(1)) : Optional.<Visitor>empty()).orElseGet(() -> {
            String id = visitors.add();
            exchange.getResponseHeaders().add("Set-Cookie", "shop_visitor=" + id + "; Path=/; HttpOnly; SameSite=Lax");
            return visitors.find(id).orElseThrow();
        });
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders()
                .set("Content-Security-Policy", "default-src 'none'; style-src 'self'; form-action 'self'");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String stylesheet() throws IOException {
        try (InputStream css = Shop.class.getResourceAsStream("shop.css")) {
            return new String(Objects.requireNonNull(css).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
