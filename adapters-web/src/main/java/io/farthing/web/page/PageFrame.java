package io.farthing.web.page;

import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.User;
import io.farthing.web.session.LocalPath;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** What every template knows besides its own subject. Used by one thread, for one page. */
public final class PageFrame {
    private final Language language;
    private final LocalPath here;
    private final Optional<User> user;
    private final boolean signUpAllowed;
    private final boolean paidOutside;
    private final Supplier<String> formToken;

    PageFrame(
            Language language,
            LocalPath here,
            Optional<User> user,
            boolean signUpAllowed,
            boolean paidOutside,
            Supplier<String> formToken) {
        this.language = language;
        this.here = here;
        this.user = user;
        this.signUpAllowed = signUpAllowed;
        this.paidOutside = paidOutside;
        this.formToken = formToken;
    }

    /** The language of the page. */
    public Language language() {
        return language;
    }

    /** Where a click changes the language and comes back. */
    public LocalPath languageSwitch(Language target) {
        return LocalPath.of("/language", "to", target.tag()).and("next", here.value());
    }

    /** Where the browser is, with the query. */
    public LocalPath here() {
        return here;
    }

    /** Who is logged in. */
    public Optional<User> user() {
        return user;
    }

    /** Whether anybody may become a user. */
    public boolean isSignUpAllowed() {
        return signUpAllowed;
    }

    /** Whether the money is in an outside wallet, and not in our ledger. */
    public boolean isPaidOutside() {
        return paidOutside;
    }

    /** What proves that a form was sent from this page. */
    public String formToken() {
        return formToken.get();
    }

    /** A text of the page's language; see {@link Messages#text}. */
    public String text(String key, Object... arguments) {
        return Messages.in(language).text(key, arguments);
    }

    /**
     * A name for within a text, which stays in order around it, whichever way the name is written: isolated, without what
     * could end that early.
     */
    public String isolated(String name) {
        return "\u2068" + name.replaceAll("[\u2066-\u2069]", "") + "\u2069";
    }

    /** A moment as people read it, in UTC. */
    public String dateTime(Instant moment) {
        return Messages.in(language).dateTime(moment);
    }

    /** An amount in BSV. */
    public String bsv(Satoshis amount) {
        return amount.toBsv() + " BSV";
    }

    /** An amount in satoshis, its digits in groups. */
    public String satoshis(Satoshis amount) {
        return text("format.satoshis", String.format(Locale.ROOT, "%,d", amount.value()));
    }
}
