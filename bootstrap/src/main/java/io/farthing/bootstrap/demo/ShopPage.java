package io.farthing.bootstrap.demo;

import io.farthing.bootstrap.demo.Visitor.Customer;
import io.farthing.bootstrap.demo.Visitor.Notice;
import io.farthing.domain.money.Satoshis;
import java.util.Optional;

/** The one page of the shop: an article that costs a little, and the three steps towards it. Thread-safe. */
final class ShopPage {

    /** What the shop is called, in the wallet too. */
    static final String SHOP_NAME = "The Penny Reader";

    private static final String REST = """
            <p>It took its name from being a fourth part. At first people cut silver pennies into quarters along
            the arms of the cross on their backs; later farthings were struck round, in silver so thin that they were
            easily lost, then in copper, then in bronze. The last ones carried a wren, the smallest of the birds that
            everybody knew.</p>
            <p>What made it useful was not its value but that it needed no ceremony. Nobody asked for a signature over a
            farthing. That is what a small payment has to be: too small to think about, and certain all the same.</p>
            """;

    private static final String PICTURE = """
            <svg class="picture" viewBox="0 0 640 260" role="img" aria-label="A wren on a coin, before hills in the evening">
            <rect width="640" height="260" class="sky"/><circle cx="520" cy="80" r="34" class="sun"/>
            <path d="M0 190 Q120 110 260 180 T520 160 T640 190 V260 H0Z" class="far"/>
            <path d="M0 220 Q160 160 330 215 T640 210 V260 H0Z" class="near"/>
            <circle cx="230" cy="130" r="88" class="coin"/><circle cx="230" cy="130" r="76" class="rim"/>
            <path d="M178 150 q8 -44 52 -46 q14 -22 34 -14 l16 8 -14 6 q2 36 -34 50 q-20 8 -38 2 l-34 -44 q4 24 18 38z" class="bird"/>
            <circle cx="262" cy="98" r="3" class="eye"/><path d="M222 158 l-4 22 M238 154 l2 24" class="legs"/>
            </svg>
            """;

    private final WalletClient wallet;
    private final String origin;

    ShopPage(WalletClient wallet, String origin) {
        this.wallet = wallet;
        this.origin = origin;
    }

    /** The page as the visitor sees it now. */
    String of(Visitor visitor) {
        return framed(notice(visitor.notice())
                + article(visitor.hasBought() ? REST : price())
                + steps(visitor)
                + wire(visitor));
    }

    private static String framed(String content) {
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <link rel="stylesheet" href="/shop.css">
            </head>
            <body>
            <header><p class="name">%s</p><p>a demonstration shop</p></header>
            <main>
            %s
            </main>
            <footer><p>This shop knows the wallet by its public protocol only, and forgets everything in the end.</p></footer>
            </body>
            </html>
            """.formatted(SHOP_NAME, SHOP_NAME, content);
    }

    private static String article(String rest) {
        return """
            <article>
            %s
            <h1>The smallest coin</h1>
            <p>For nearly seven hundred years the smallest thing that an English purse could hold was a farthing: a quarter of a
            penny. It paid for a candle end, a ballad sheet, a pinch of salt.</p>
            %s
            </article>
            """.formatted(PICTURE, rest);
    }

    private static String notice(Optional<Notice> notice) {
        return notice.map(news -> String.format(
                        "<p class=\"notice %s\" role=\"status\">%s</p>",
                        news.isGood() ? "good" : "bad", escaped(news.text())))
                .orElse("");
    }

    private static String price() {
        return String.format(
                "<p class=\"price\">The rest costs <strong>%s BSV</strong>: %s for the author, %s for the illustrator.</p>",
                bsv(Cashier.PRICE_SATOSHIS), bsv(Cashier.AUTHOR_SATOSHIS), bsv(Cashier.ILLUSTRATOR_SATOSHIS));
    }

    private String steps(Visitor visitor) {
        boolean isKnown = visitor.customer().isPresent();
        boolean mayDraw = visitor.customer().filter(Customer::hasAuthorized).isPresent();
        return "<ol class=\"steps\">"
                + step(isKnown, "Log in with the wallet", logIn(visitor))
                + step(mayDraw, "Allow small payments, once", isKnown ? activation(mayDraw) : "")
                + step(visitor.hasBought(), "Read on, without being asked again", mayDraw ? purchase(visitor) : "")
                + "</ol>";
    }

    private static String step(boolean isDone, String title, String content) {
        return String.format(
                "<li class=\"%s\"><h2>%s%s</h2>%s</li>",
                isDone ? "done" : content.isEmpty() ? "later" : "next",
                title,
                isDone ? " <span class=\"tick\">done</span>" : "",
                content);
    }

    private String logIn(Visitor visitor) {
        return visitor.customer()
                .map(who -> String.format(
                        "<p>You are <strong>%s</strong>; the shop knows you as <code>%s</code>.</p>",
                        escaped(who.name()), escaped(who.openId())))
                .orElseGet(() -> "<p>The shop learns who you are. That alone lets it draw nothing.</p>"
                        + link(
                                wallet.logInUrl(origin + "/logged-in?state=" + visitor.state()),
                                "Log in with the wallet"));
    }

    private String activation(boolean mayDraw) {
        return mayDraw
                ? "<p>The shop may draw payments within your limits. "
                        + quietLink(wallet.activationUrl(origin + "/activated"), "Authorize again")
                        + "</p>"
                : "<p>You choose the most for one payment and for all of them. The shop can never draw more.</p>"
                        + link(wallet.activationUrl(origin + "/activated"), "Choose limits in the wallet");
    }

    private String purchase(Visitor visitor) {
        return "<p>One click here, none in the wallet: the payment is split between two people, and final before"
                + " you see the text.</p><form method=\"post\" action=\"/buy\"><button>"
                + (visitor.hasBought() ? "Pay once more" : "Pay " + bsv(Cashier.PRICE_SATOSHIS) + " BSV and read on")
                + "</button></form><p>" + quietLink(wallet.homeUrl(), "Watch it in the wallet") + "</p>";
    }

    private static String wire(Visitor visitor) {
        StringBuilder html = new StringBuilder();
        for (Exchange exchange : visitor.exchanges()) {
            html.append(html.isEmpty() ? "<details open>" : "<details>").append("<summary>");
            html.append(escaped(exchange.request())).append("</summary>");
            if (!exchange.sent().isEmpty()) {
                html.append("<h3>sent</h3><pre>")
                        .append(escaped(exchange.sent()))
                        .append("</pre>");
            }
            html.append("<h3>received</h3><pre>")
                    .append(escaped(exchange.received()))
                    .append("</pre></details>");
        }
        return html.isEmpty()
                ? ""
                : "<section class=\"wire\"><h2>What went over the wire</h2><p>The newest first; secrets are left out.</p>"
                        + html + "</section>";
    }

    private static String link(String url, String text) {
        return "<p><a class=\"button\" href=\"" + escaped(url) + "\">" + text + "</a></p>";
    }

    private static String quietLink(String url, String text) {
        return "<a href=\"" + escaped(url) + "\">" + text + "</a>";
    }

    private static String bsv(long satoshis) {
        return Satoshis.of(satoshis).toBsv();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
