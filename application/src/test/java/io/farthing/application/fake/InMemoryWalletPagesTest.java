package io.farthing.application.fake;

import io.farthing.application.port.out.WalletPages;
import io.farthing.application.port.out.WalletPagesContract;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.user.UserOpenId;

/** The pages in memory do what the pages of every wallet do. */
final class InMemoryWalletPagesTest implements WalletPagesContract {

    private final InMemoryWalletPages pages = new InMemoryWalletPages();

    @Override
    public WalletPages pages() {
        return pages;
    }

    @Override
    public Secret logIn(UserOpenId openId, String name) {
        return pages.logIn(openId, name, openId.value());
    }

    @Override
    public void loseTheWallet() {
        pages.reachable(false);
    }
}
