package io.farthing.example.metering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.farthing.application.platform.PaymentPlatform;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.User;
import io.farthing.persistence.Database;
import io.farthing.persistence.DatabaseSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls cost what they cost until the budget is spent. */
class QuoteServerTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private final BlockingQueue<String> mail = new LinkedBlockingQueue<>();

    @Test
    void callsAreChargedUntilTheBudgetIsSpentAndThenRefusedWithAReason() throws Exception {
        try (PaymentPlatform platform = open()) {
            Metering metering = new Metering(platform);
            User ann = metering.customer("ann", Satoshis.of(1000), Satoshis.of(10));
            try (QuoteServer server = new QuoteServer(metering, 0)) {
                for (int call = 0; call < 3; call++) {
                    assertEquals(200, quote(server, ann.openId().value()).statusCode());
                }
                HttpResponse<String> refused = quote(server, ann.openId().value());
                assertEquals(402, refused.statusCode());
                assertEquals(
                        "{\"reason\":\"OVER_ALLOWANCE\",\"what_to_do\":\"the budget is spent, allow another one\"}",
                        refused.body());

                metering.allow(ann.openId(), Satoshis.of(3));
                assertEquals(200, quote(server, ann.openId().value()).statusCode());
            }
            assertEquals(
                    Satoshis.of(988),
                    platform.users().overview(ann.openId()).orElseThrow().wallet().balance());
        }
    }

    @Test
    void whatWasSpentStaysSpentWhenTheServiceStartsAgain() throws Exception {
        User ann;
        try (PaymentPlatform platform = open()) {
            Metering metering = new Metering(platform);
            ann = metering.customer("ann", Satoshis.of(1000), Satoshis.of(3));
            metering.charge(ann.openId());
        }
        try (PaymentPlatform platform = open();
                QuoteServer server = new QuoteServer(new Metering(platform), 0)) {
            assertEquals(402, quote(server, ann.openId().value()).statusCode());
            assertTrue(platform.ledger().verify((payments, about) -> {}).isBalanced());
        }
    }

    @Test
    void theDepositIsALimitToo() throws Exception {
        try (PaymentPlatform platform = open()) {
            Metering metering = new Metering(platform);
            User bob = metering.customer("bob", Satoshis.of(2), Satoshis.of(100));
            try (QuoteServer server = new QuoteServer(metering, 0)) {
                HttpResponse<String> refused = quote(server, bob.openId().value());
                assertEquals(402, refused.statusCode());
                assertTrue(refused.body().contains("OVER_BALANCE"));
                assertEquals(401, quote(server, "nobody").statusCode());
            }
        }
    }

    @Test
    void theCustomerIsToldHowMuchOfTheBudgetIsUsed() throws Exception {
        try (PaymentPlatform platform = open()) {
            Metering metering = new Metering(platform);
            User ann = metering.customer("ann", Satoshis.of(1000), Satoshis.of(6));
            metering.charge(ann.openId());
            metering.charge(ann.openId());
            for (int percent : List.of(50, 80, 100)) {
                assertEquals(
                        percent + " % of the budget of " + ann.openId() + " is used", mail.poll(20, TimeUnit.SECONDS));
            }
        }
    }

    private PaymentPlatform open() {
        return PaymentPlatform.on(Database.open(DatabaseSettings.of("jdbc:h2:file:" + folder.resolve("metering"))))
                .listener("budget-notices", new BudgetNotices(mail::add))
                .open();
    }

    private static HttpResponse<String> quote(QuoteServer server, String key) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/quote"))
                .header("X-Api-Key", key)
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }
}
