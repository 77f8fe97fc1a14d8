package io.farthing.bench.server;

import io.farthing.domain.address.Address;
import io.farthing.domain.user.UserOpenId;
import java.nio.ByteBuffer;
import java.util.Locale;

/** Those who take part in the benchmark. The names of all users have the same length. */
public final class Population {

    /** How many users there are. */
    public static final int USERS = 1000;

    private static final int KEY_HASH_BYTES = 20;

    private Population() {}

    /** The open id of a user, 0 to {@value #USERS} - 1. */
    public static UserOpenId openId(int user) {
        return new UserOpenId(String.format(Locale.ROOT, "bench-user-%04d", user));
    }

    /**
     * An address that is numbered: of the user's wallet, or of one of those whom the user pays.
     *
     * @param which 0 for the wallet, 1 and 2 for the recipients, whose wallets are elsewhere
     */
    public static Address recipient(int user, int which) {
        ByteBuffer hash = ByteBuffer.allocate(KEY_HASH_BYTES);
        hash.putInt(which).putInt(user);
        return Address.ofKeyHash(hash.array());
    }
}
