package io.farthing.example.metering;

import io.farthing.application.platform.PaymentPlatform;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.User;
import io.farthing.persistence.Database;
import io.farthing.persistence.DatabaseSettings;
import java.io.IOException;
import java.util.UUID;

/** Runs the service: {@code java -jar embedded-metering-1.0.jar [port]}. */
public final class Main {

    private Main() {}

    /** Keeps its data in the folder {@code data}, makes a new customer, and says how to call. */
    public static void main(String[] arguments) throws IOException {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8090;

        Database database = Database.open(DatabaseSettings.of("jdbc:h2:file:./data/metering"));
        PaymentPlatform platform = PaymentPlatform.on(database)
                .listener("budget-notices", new BudgetNotices(System.out::println))
                .open();
        Metering metering = new Metering(platform);
        QuoteServer server = new QuoteServer(metering, port);

        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            platform.close();
        }));

        User customer = metering.customer("customer " + UUID.randomUUID(), Satoshis.of(1000), Satoshis.of(10));
        System.out.println(
                "curl -i http://localhost:" + server.port() + "/quote -H 'X-Api-Key: " + customer.openId() + "'");
    }
}
