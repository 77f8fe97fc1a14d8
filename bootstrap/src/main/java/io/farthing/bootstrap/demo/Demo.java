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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A server in memory, a user with money, and a shop, all on this machine only. Gone when it is closed. */
public final class Demo implements AutoCloseable {

    /** The port of the wallet, unless it is taken. */
    public static final int WALLET_PORT = 8080;
    /** The port of the shop, unless it is taken. */
    public static final int SHOP_PORT = 8081;
    /** The name of the user. */
    public static final String USER_NAME = "demo";

    private static final String HOST = "127.0.0.1";
    private static final int ADDRESS_HASH_BYTES = 20;
    private static final int PASSWORD_BYTES = 6;

    private final SecureRandom random = new SecureRandom();
    private final String password = HexFormat.of().formatHex(bytes(PASSWORD_BYTES));
    private final Shop shop;
    private final Server server;

    private Demo(int walletPort, int shopPort) {
        this.shop = bind(shopPort);
        try {
            Secret token = Secret.ofRandom(bytes(Secret.RANDOM_BYTES));
            this.server = Server.start(settings(token, walletPort));
            open(new OperatorClient(URI.create(walletUrl()), token));
        } catch (RuntimeException e) {
            shop.close();
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
        return new Demo(walletPort, shopPort);
    }

    /** Where browsers find the shop. */
    public String shopUrl() {
        return shop.origin();
    }

    /** Where browsers find the wallet. */
    public String walletUrl() {
        return "http://" + HOST + ":" + server.port();
    }

    /** The password of the user {@value #USER_NAME}. */
    public String password() {
        return password;
    }

    @Override
    public void close() {
        shop.close();
        server.close();
    }

    private static Settings settings(Secret token, int port) {
        Map<String, String> set = Map.of(
                "FARTHING_HTTP_HOST",
                HOST,
                "FARTHING_HTTP_PORT",
                Integer.toString(freeOrAny(port)),
                "FARTHING_DATABASE_URL",
                "jdbc:h2:mem:demo",
                "FARTHING_OPERATOR_TOKEN",
                token.value(),
                "FARTHING_USERS_SIGN_UP",
                "true");
        // Nothing that lies about on this machine takes part.
        return Settings.read(set, Optional.empty(), AdapterCatalog.ofClassPath());
    }

    // What an operator does by hand: a user with money, and an app that may send browsers back to the shop.
    private void open(OperatorClient operator) {
        JsonNode user = operator.post("/operator/v1/users", Map.of("name", USER_NAME, "password", password));
        String openId = user.path("user_open_id").asString();
        operator.post(
                "/operator/v1/users/" + OperatorClient.segment(openId) + "/funds",
                Map.of("satoshis", Satoshis.PER_BSV, "reference", "demo"));
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

    private static int freeOrAny(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort() == port ? port : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
