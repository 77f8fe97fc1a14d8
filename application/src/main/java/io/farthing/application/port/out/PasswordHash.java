package io.farthing.application.port.out;

/**
 * A password as it is stored: the output of a slow, salted hash, with all its parameters.
 *
 * @param encoded the hash in the form of its {@link PasswordHasher}, at most 255 characters
 */
public record PasswordHash(String encoded) {

    /** Refuses what is empty or overlong. */
    public PasswordHash {
        if (encoded.isEmpty() || encoded.length() > 255) {
            throw new IllegalArgumentException("a password hash has 1 to 255 characters");
        }
    }

    @Override
    public String toString() {
        return "PasswordHash[hidden]";
    }
}
