package io.farthing.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Samples;
import io.farthing.application.port.out.WalletPages.Identification;
import io.farthing.application.port.out.WalletPages.Identified;
import io.farthing.application.port.out.WalletPages.NotIdentified;
import io.farthing.application.port.out.WalletPages.Unreachable;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.user.UserOpenId;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What the pages of every outside wallet do. */
public interface WalletPagesContract {

    /** The pages under test, the same ones until the test ends. */
    WalletPages pages();

    /**
     * Somebody logs in at the wallet, whose address there is {@code Samples.address} of the open id; returns the code that
     * the browser takes back.
     */
    Secret logIn(UserOpenId openId, String name);

    /** From now on the wallet cannot be asked. */
    void loseTheWallet();

    /** 1. Both pages know where the browser is to come back to, with all of its query. */
    @Test
    default void pages1_theBrowserIsToldTheWayBack() {
        WebUri back = Samples.uri("https://front.example/back?state=a1&next=%2Fwallet");
        for (Optional<WebUri> page : List.of(pages().logIn(back), pages().consent(back))) {
            assertThat(page)
                    .hasValueSatisfying(
                            address -> assertThat(decodedQuery(address)).contains(back.toString()));
        }
        assertThat(pages().logIn(back)).isNotEqualTo(pages().consent(back));
    }

    /** 2. A code tells who has logged in, once. */
    @Test
    default void pages2_aCodeTellsOnceWhoHasLoggedIn() {
        UserOpenId ann = new UserOpenId("ann-at-the-wallet");
        Secret code = logIn(ann, "Ann");

        assertThat(identify(code)).isEqualTo(new Identified(ann, "Ann", Samples.address(ann.value())));
        assertThat(identify(code)).isInstanceOf(NotIdentified.class);
    }

    /** 3. A code that the wallet has not given out tells nothing. */
    @Test
    default void pages3_aWrongCodeTellsNothing() {
        assertThat(identify(Samples.secret("made up"))).isInstanceOf(NotIdentified.class);
    }

    /** 4. When the wallet cannot be asked, that is told apart from a wrong code. */
    @Test
    default void pages4_aWalletThatCannotBeAskedIsToldApart() {
        Secret code = logIn(new UserOpenId("ann"), "Ann");
        loseTheWallet();

        assertThat(identify(code)).isInstanceOf(Unreachable.class);
    }

    /** 5. A way back that makes the address of a page too long gets none. */
    @Test
    default void pages5_aWayBackThatIsTooLongGetsNoPage() {
        String beginning = "https://front.example/back?next=";
        for (String next : List.of("a", "%2F")) {
            int count = (WebUri.MAX_LENGTH - beginning.length()) / next.length();
            WebUri longest = Samples.uri(beginning + next.repeat(count));
            assertThat(pages().logIn(longest)).isEmpty();
            assertThat(pages().consent(longest)).isEmpty();
        }
    }

    private static String decodedQuery(WebUri address) {
        return URLDecoder.decode(address.query(), StandardCharsets.UTF_8);
    }

    private Identification identify(Secret code) {
        try {
            return pages().identify(code).get(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the pages broke their promise", e);
        }
    }
}
