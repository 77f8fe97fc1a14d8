package io.farthing.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.Samples;
import io.farthing.application.fake.Threads;
import io.farthing.domain.ledger.Wallet;
import io.farthing.domain.user.User;
import io.farthing.domain.user.UserName;
import io.farthing.domain.user.UserOpenId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link UserStore} does. */
public interface UserStoreContract extends StorageContract {

    @Test
    default void user1_anUnknownUserIsNotFound() {
        UserOpenId openId = new UserOpenId("unknown");

        boolean isKnown = unitOfWork()
                .read(stores -> stores.users().find(openId).isPresent()
                        || stores.users().find(new UserName("unknown")).isPresent()
                        || stores.users().password(openId).isPresent()
                        || stores.wallets().find(openId).isPresent());

        assertThat(isKnown).isFalse();
    }

    @Test
    default void user2_aUserIsFoundByOpenIdAndByNameWithPasswordAndWallet() {
        User user = Samples.user("Ünïcode 张伟");
        PasswordHash hash = new PasswordHash("$argon2id$" + "x".repeat(245));
        Wallet wallet = Samples.wallet("Ünïcode 张伟", 0);

        write(stores ->
                assertThat(stores.users().add(user, Optional.of(hash), wallet)).isTrue());

        unitOfWork().<Boolean>read(stores -> {
            assertThat(stores.users().find(user.openId())).contains(user);
            assertThat(stores.users().find(user.name())).contains(user);
            assertThat(stores.users().password(user.openId())).contains(hash);
            assertThat(stores.wallets().find(user.openId())).contains(wallet);
            return true;
        });
    }

    @Test
    default void user3_aUserMayHaveNoPassword() {
        User user = unitOfWork().write(stores -> Samples.addUser(stores, "ann", 0));

        Optional<PasswordHash> password =
                unitOfWork().read(stores -> stores.users().password(user.openId()));

        assertThat(password).isEmpty();
    }

    @Test
    default void user4_aNameBelongsToOneUserWithoutRegardToCaseAndWidth() {
        write(stores -> Samples.addUser(stores, "Ann", 0));

        for (String same : List.of("Ann", "aNN", "Ａｎｎ")) {
            User other = new User(new UserOpenId("other"), new UserName(same), Samples.NOW);
            boolean isAdded = unitOfWork()
                    .write(stores -> stores.users().add(other, Optional.empty(), walletOf(other.openId(), same)));
            assertThat(isAdded).as(same).isFalse();
            assertThat(unitOfWork()
                            .<Optional<User>>read(stores -> stores.users().find(other.name())))
                    .as(same)
                    .contains(Samples.user("Ann"));
        }

        assertThat(unitOfWork().<Optional<User>>read(stores -> stores.users().find(new UserOpenId("other"))))
                .isEmpty();
    }

    @Test
    default void user5_theLongestNameAndOpenIdFit() {
        // One letter that stands for eighteen in the compatibility form.
        UserName name = new UserName("\uFDFA".repeat(UserName.MAX_LENGTH));
        UserOpenId openId = new UserOpenId("\uD83C\uDF4C".repeat(UserOpenId.MAX_LENGTH / 2));
        User user = new User(openId, name, Samples.NOW);

        write(stores -> stores.users().add(user, Optional.empty(), walletOf(openId, "long")));

        Optional<User> found = unitOfWork().read(stores -> stores.users().find(name));
        assertThat(found).contains(user);
    }

    @Test
    default void user6_anOpenIdIsTakenOnce() {
        UserOpenId openId = new UserOpenId("one");
        write(stores -> stores.users()
                .add(new User(openId, new UserName("ann"), Samples.NOW), Optional.empty(), walletOf(openId, "ann")));

        User second = new User(openId, new UserName("bob"), Samples.NOW);

        assertThatThrownBy(() -> write(stores -> stores.users().add(second, Optional.empty(), walletOf(openId, "bob"))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void user7_ofSeveralWhoTakeANameAtOnceOneGetsIt() {
        List<Boolean> added = Threads.collect(6, thread -> {
            UserOpenId openId = new UserOpenId("racer " + thread);
            User racer = new User(openId, new UserName("ann"), Samples.NOW);
            return unitOfWork()
                    .write(stores -> stores.users().add(racer, Optional.empty(), walletOf(openId, "racer " + thread)));
        });

        assertThat(added).containsOnlyOnce(true).hasSize(6);
    }

    @Test
    default void user8_anAddressBelongsToOneWallet() {
        write(stores -> stores.users()
                .add(
                        new User(new UserOpenId("one"), new UserName("ann"), Samples.NOW),
                        Optional.empty(),
                        walletOf(new UserOpenId("one"), "same")));
        User second = new User(new UserOpenId("two"), new UserName("bob"), Samples.NOW);

        boolean isAdded = unitOfWork()
                .write(stores -> stores.users().add(second, Optional.empty(), walletOf(second.openId(), "same")));

        assertThat(isAdded).isFalse();
        assertThat(unitOfWork().<Optional<User>>read(stores -> stores.users().find(second.openId())))
                .isEmpty();
    }

    private static Wallet walletOf(UserOpenId owner, String label) {
        return new Wallet(
                owner, Samples.address(label), Samples.wallet("any", 0).balance());
    }
}
