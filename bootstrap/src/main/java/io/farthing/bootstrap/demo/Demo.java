package io.farthing.bootstrap.demo;

import io.farthing.bootstrap.adapters.AdapterCatalog;
import io.farthing.bootstrap.config.Settings;
import io.farthing.bootstrap.failure.Failure;
import io.farthing.bootstrap.operator.OperatorClient;
import io.farthing.bootstrap.server.Server;
import io.farthing.domain.address.Address;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/**
 * A server in memory, a user with money, and a shop, all on this machine only. Gone when it is closed.
 *
 * <p>Where a remote DotWallet pays, a second server plays it: the user and the money are there. Cookies know hosts and
 * not ports, so that browsers know the wallet as {@code localhost} then, and everything else as {@code 127.0.0.1}.
 */
public final class Demo implements AutoCloseable {

    /** The port of the wallet, unless it is taken. */
    public static final int WALLET_PORT = 8080;
    /** The port of the shop, unless it is taken. */
    public static final int SHOP_PORT = 8081;
    /** The port of the remote, where there is one, unless it is taken. */
    public static final int REMOTE_PORT = 8082;
    /** The name of the user. */
    public static final String USER_NAME = "demo";

    private static final String HOST = "127.0.0.1";
    private static final String LOCAL_NAME = "localhost";
    private static final int ADDRESS_HASH_BYTES = 20;
    private static final int PASSWORD_BYTES = 6;

    private final SecureRandom random = new SecureRandom();
    private final String password = HexFormat.of().formatHex(bytes(PASSWORD_BYTES));
    private final Shop shop;
    private final Optional<Server> remote;
    private final Server server;

    private Demo(int walletPort, int shopPort, OptionalInt remotePort) {
        this.shop = bind(shopPort);
        Optional<Server> started = Optional.empty();
        try {
            Secret token = Secret.ofRandom(bytes(Secret.RANDOM_BYTES));
            Map<String, String> set = new HashMap<>(settings(token, walletPort, "demo"));
            if (remotePort.isPresent()) {
                Secret remoteToken = Secret.ofRandom(bytes(Secret.RANDOM_BYTES));
                Map<String, String> back = settings(remoteToken, remotePort.getAsInt(), "demo-remote");
                Server playing = Server.start(read(back));
                started = Optional.of(playing);
                int port = freeOrSome(walletPort);
                set.put("FARTHING_HTTP_PORT", Integer.toString(port));
                set.putAll(remoteSettings(playing, remoteToken, "http://" + LOCAL_NAME + ":" + port));
            }
            this.remote = started;
            this.server = Server.start(read(set));
            OperatorClient operator = new OperatorClient(URI.create("http://" + HOST + ":" + server.port()), token);
            if (remote.isEmpty()) {
                addUser(operator);
            }
            open(operator);
        } catch (RuntimeException e) {
            shop.close();
            started.ifPresent(Server::close);
            throw e;
        }
    }

    /**
     * Starts everything.
     *
     * @param walletPort where the wallet listens, if that port is free; otherwise, or with 0, where one is
     * @param shopPort the same for the shop
     * @throws Failure when it cannot, with a sentence that says why
     */
    public static Demo start(int walletPort, int shopPort) {
        return new Demo(walletPort, shopPort, OptionalInt.empty());
    }

    /**
     * The same with a second server behind the wallet, which plays a remote DotWallet.
     *
     * @param remotePort where the second server listens, as for the others
     * @throws Failure when it cannot, with a sentence that says why
     */
    public static Demo startBehindDotWallet(int walletPort, int shopPort, int remotePort) {
        return new Demo(walletPort, shopPort, OptionalInt.of(remotePort));
    }

    /** Where browsers find the shop. */
    public String shopUrl() {
        return shop.origin();
    }

    /** Where browsers find the wallet. */
    public String walletUrl() {
        return "http://" + (remote.isPresent() ? LOCAL_NAME : HOST) + ":" + server.port();
    }

    /** Where browsers find the remote wallet, where there is one. */
    public Optional<String> remoteUrl() {
        return remote.map(back -> "http://" + HOST + ":" + back.port());
    }

    /** The password of the user {@value #USER_NAME}. */
    public String password() {
        return password;
    }

    @Override
    public void close() {
        try {
            shop.close();
        } finally {
            // A server throws nothing when it is closed.
            server.close();
            remote.ifPresent(Server::close);
        }
    }

    // Nothing that lies about on this machine takes part.
    private static Settings read(Map<String, String> set) {
        return Settings.read(set, Optional.empty(), AdapterCatalog.ofClassPath());
    }

    private static Map<String, String> settings(Secret token, int port, String database) {
        return Map.of(
                "FARTHING_HTTP_HOST",
                HOST,
                "FARTHING_HTTP_PORT",
                Integer.toString(freeOrAny(port)),
                "FARTHING_DATABASE_URL",
                "jdbc:h2:mem:" + database,
                "FARTHING_OPERATOR_TOKEN",
                token.value(),
                "FARTHING_USERS_SIGN_UP",
                "true");
    }

    // What the remote's operator does by hand: a user with money, and an app that stands for our wallet.
    private Map<String, String> remoteSettings(Server back, Secret token, String wallet) {
        String url = "http://" + HOST + ":" + back.port();
        OperatorClient operator = new OperatorClient(URI.create(url), token);
        addUser(operator);
        JsonNode app = operator.post(
                "/operator/v1/apps",
                Map.of("name", "Farthing", "redirect_uris", List.of(wallet), "refuse_url", wallet + "/wallet/refused"));
        return Map.of(
                "FARTHING_WALLET",
                "dotwallet",
                "FARTHING_USERS_SIGN_UP",
                "false",
                "FARTHING_DOTWALLET_REMOTE_URL",
                url,
                "FARTHING_DOTWALLET_REMOTE_APP_ID",
                app.path("app_id").asString(),
                "FARTHING_DOTWALLET_REMOTE_SECRET",
                app.path("secret").asString());
    }

    private void addUser(OperatorClient operator) {
        JsonNode user = operator.post("/operator/v1/users", Map.of("name", USER_NAME, "password", password));
        String openId = user.path("user_open_id").asString();
        operator.post(
                "/operator/v1/users/" + OperatorClient.segment(openId) + "/funds",
                Map.of("satoshis", Satoshis.PER_BSV, "reference", "demo"));
    }

    // What an operator does by hand: an app that may send browsers back to the shop.
    private void open(OperatorClient operator) {
        JsonNode app = operator.post(
                "/operator/v1/apps",
                Map.of(
                        "name",
                        ShopPage.SHOP_NAME,
                        "redirect_uris",
                        List.of(shop.origin()),
                        "refuse_url",
                        shop.origin() + "/refused"));
        WalletClient wallet = new WalletClient(
                walletUrl(), app.path("app_id").asString(), app.path("secret").asString());
        shop.open(new Cashier(wallet, address(), address()), wallet);
    }

    private Address address() {
        return Address.ofKeyHash(bytes(ADDRESS_HASH_BYTES));
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Shop bind(int port) {
        try {
            return Shop.bind(freeOrAny(port));
        } catch (IOException e) {
            throw new Failure("The shop finds no port to listen on: " + e.getMessage() + ".", e);
        }
    }

    private static int freeOrSome(int port) {
        int free = freeOrAny(port);
        if (free != 0) {
            return free;
        }
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new Failure("The wallet finds no port to listen on: " + e.getMessage() + ".", e);
        }
    }

    private static int freeOrAny(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort() == port ? port : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
