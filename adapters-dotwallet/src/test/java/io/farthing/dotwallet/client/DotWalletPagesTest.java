package io.farthing.dotwallet.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.InMemoryWalletGateway.Behaviour;
import io.farthing.application.fake.Samples;
import io.farthing.application.port.out.WalletPages;
import io.farthing.application.port.out.WalletPages.NotIdentified;
import io.farthing.application.port.out.WalletPages.Unreachable;
import io.farthing.application.port.out.WalletPagesContract;
import io.farthing.domain.app.WebUri;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.user.UserOpenId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of a remote DotWallet do what the pages of every wallet do. */
final class DotWalletPagesTest implements WalletPagesContract {

    private final RemoteDouble remote = new RemoteDouble();
    private final DotWalletPages pages = new DotWalletPages(new RemoteCalls(remote.settings()));

    @AfterEach
    void close() {
        remote.close();
    }

    @Override
    public WalletPages pages() {
        return pages;
    }

    @Override
    public Secret logIn(UserOpenId openId, String name) {
        return remote.logIn(openId.value(), name);
    }

    @Override
    public void loseTheWallet() {
        remote.behave(Behaviour.UNREACHABLE);
    }

    @Test
    void theBrowserIsSentToTheDocumentedPages() {
        String url = remote.settings().url().toString();
        assertThat(pages.logIn(Samples.uri("https://front.example/back?state=1")))
                .map(WebUri::toString)
                .hasValue(url + "/openapi/get_code?app_id=" + RemoteDouble.APP_ID
                        + "&redirect_uri=https%3A%2F%2Ffront.example%2Fback%3Fstate%3D1");
        assertThat(pages.consent(Samples.uri("https://front.example/back")))
                .map(WebUri::toString)
                .hasValue(url + "/openapi/set_pay_config?app_id=" + RemoteDouble.APP_ID
                        + "&redirect_uri=https%3A%2F%2Ffront.example%2Fback");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":10015,\"msg\":\"\",\"data\":[]}",
                "{\"code\":0,\"msg\":\"\",\"data\":{}}",
                "{\"code\":0,\"msg\":\"\",\"data\":{\"access_token\":\"t\"}}",
                "{\"code\":0,\"msg\":\"\",\"data\":{\"access_token\":\"t\",\"user_open_id\":\"\"}}",
                "{\"code\":0,\"msg\":\"\",\"data\":{\"access_token\":\"t\",\"user_open_id\":\"ann\"}}",
                "{\"code\":0,\"msg\":\"\",\"data\":{\"access_token\":\"t\",\"user_open_id\":\"ann\",\"user_address\":\"1ann\"}}",
                "nonsense"
            })
    void answersThatTellNobodyLetNobodyIn(String body) {
        remote.answer(200, body);

        assertThat(pages.identify(Samples.secret("code")).join()).isInstanceOf(Unreachable.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {10016, 10017, 10018, -10017})
    void aCodeThatIsNoGoodIsTheBrowsersMatter(int code) {
        remote.answer(200, "{\"code\":" + code + ",\"msg\":\"\",\"data\":[]}");

        assertThat(pages.identify(Samples.secret("code")).join()).isInstanceOf(NotIdentified.class);
    }

    @Test
    void whoIsNamedInARefusalIsNotLetIn() {
        remote.answerTo("access_token", "{\"code\":0,\"msg\":\"\",\"data\":{\"access_token\":\"t\"}}");
        remote.answerTo(
                "get_user_info",
                "{\"code\":10021,\"msg\":\"expired\",\"data\":{\"user_open_id\":\"ann\",\"user_address\":\""
                        + Samples.address("ann").text() + "\"}}");

        assertThat(pages.identify(Samples.secret("code")).join()).isInstanceOf(Unreachable.class);
    }
}
