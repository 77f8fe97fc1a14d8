package io.farthing.dotwallet.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.farthing.application.fake.InMemoryWalletGateway.Behaviour;
import io.farthing.application.fake.Samples;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A remote on this machine that speaks the protocol in its own words, and misbehaves when it is told to. */
final class RemoteDouble implements AutoCloseable {

    static final String APP_ID = "0123456789abcdef";
    static final Secret SECRET = new Secret("the-secret-of-our-app-at-the-remote");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int PORT_ANY = 0;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Integer> paid = new ConcurrentHashMap<>();
    private final Map<String, Integer> orders = new ConcurrentHashMap<>();
    private final Map<String, String> codes = new ConcurrentHashMap<>();
    private final AtomicInteger lastOrder = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private final int port;
    private volatile CountDownLatch change = new CountDownLatch(1);
    private volatile Behaviour behaviour = Behaviour.ACCEPTS;
    private volatile Optional<Answer> scripted = Optional.empty();
    private final Map<String, Answer> scriptedOf = new ConcurrentHashMap<>();

    /** Exactly these bytes, whatever was asked. */
    record Answer(int status, byte[] body) {}

    RemoteDouble() {
        server = listen(PORT_ANY);
        port = server.getAddress().getPort();
    }

    RemoteSettings settings() {
        return new RemoteSettings(
                WebUri.parse("http://127.0.0.1:" + port).orElseThrow(),
                APP_ID,
                SECRET,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                8,
                100,
                false);
    }

    void behave(Behaviour next) {
        boolean wasReachable = behaviour != Behaviour.UNREACHABLE;
        boolean isReachable = next != Behaviour.UNREACHABLE;
        behaviour = next;
        letGo();
        if (wasReachable && !isReachable) {
            server.stop(0);
        } else if (!wasReachable && isReachable) {
            server = listen(port);
        }
    }

    /** From now on every answer is this one. */
    void answer(int status, String body) {
        scripted = Optional.of(new Answer(status, body.getBytes(StandardCharsets.UTF_8)));
    }

    /** From now on every answer of that endpoint is this one. */
    void answerTo(String endpoint, String body) {
        scriptedOf.put("/openapi/" + endpoint, new Answer(200, body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Somebody logs in. */
    Secret logIn(String openId, String name) {
        String code = "c".repeat(60) + String.format("%04d", codes.size());
        codes.put(
                code,
                JSON.createObjectNode()
                        .put("user_open_id", openId)
                        .put("user_name", name)
                        .put("user_address", Samples.address(openId).text())
                        .toString());
        return new Secret(code);
    }

    int timesPaid(String merchantOrderNumber) {
        return paid.getOrDefault(merchantOrderNumber, 0);
    }

    /** The path and the body of each request, in the order in which they arrived. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        letGo();
        server.stop(0);
        threads.shutdownNow();
    }

    // Whatever hung is done now as it would be if it came now.
    private void letGo() {
        CountDownLatch hung = change;
        change = new CountDownLatch(1);
        hung.countDown();
    }

    private HttpServer listen(int wanted) {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
            made.createContext("/", this::handle);
            made.setExecutor(threads);
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            requests.add(path + " " + body);
            Optional<Answer> fixed = Optional.ofNullable(scriptedOf.get(path)).or(() -> scripted);
            if (fixed.isPresent()) {
                send(exchange, fixed.get());
                return;
            }
            CountDownLatch until = change;
            if (behaviour == Behaviour.HANGS) {
                until.await(30, TimeUnit.SECONDS);
            }
            switch (behaviour) {
                case ACCEPTS, REFUSES ->
                    send(exchange, new Answer(200, answer(exchange, path, body).getBytes(StandardCharsets.UTF_8)));
                case PAYS_SILENTLY -> answer(exchange, path, body);
                case LOSES_REQUESTS, UNREACHABLE, HANGS -> {}
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }

    private String answer(HttpExchange exchange, String path, String body) {
        if (path.endsWith("/get_user_info")) {
            String token = exchange.getRequestURI().getQuery().replaceFirst("access_token=", "");
            return "{\"code\":0,\"msg\":\"\",\"data\":" + token + "}";
        }
        JsonNode request = JSON.readTree(body);
        if (!request.path("app_id").asString("").equals(APP_ID)
                || !request.path("secret").asString("").equals(SECRET.value())) {
            return failure(10037);
        }
        if (path.endsWith("/access_token")) {
            String info = codes.remove(request.path("code").asString(""));
            return info == null
                    ? failure(10017)
                    : success(JSON.createObjectNode().put("access_token", info).toString());
        }
        String number = request.path("merchant_order_sn").asString("");
        return path.endsWith("/search_order") ? found(number) : pay(number);
    }

    private synchronized String pay(String number) {
        if (orders.containsKey(number)) {
            return failure(10039);
        }
        if (behaviour == Behaviour.REFUSES) {
            return failure(10041);
        }
        int order = lastOrder.incrementAndGet();
        orders.put(number, order);
        paid.merge(number, 1, Integer::sum);
        return success("{\"order_sn\":\"R-" + order + "\",\"pay_txid\":\"tx-" + order + "\"}");
    }

    private synchronized String found(String number) {
        Integer order = orders.get(number);
        return order == null
                ? failure(10205)
                : success("{\"merchant_order_sn\":\"" + number + "\",\"order_sn\":\"R-" + order + "\",\"status\":9}");
    }

    private static String success(String data) {
        return "{\"code\":0,\"msg\":\"\",\"data\":" + data + "}";
    }

    private static String failure(int code) {
        return "{\"code\":" + code + ",\"msg\":\"no\",\"data\":[]}";
    }
}
