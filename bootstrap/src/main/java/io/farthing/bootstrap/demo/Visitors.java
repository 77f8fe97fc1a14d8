package io.farthing.bootstrap.demo;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The browsers that the shop remembers, by the random number in their cookie. Thread-safe. */
final class Visitors {

    private static final int MAX_COUNT = 1000;
    private static final int ID_BYTES = 16;

    private final SecureRandom random = new SecureRandom();

    // Whoever was not seen for the longest time is forgotten first.
    private final Map<String, Visitor> byId = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Visitor> eldest) {
            return size() > MAX_COUNT;
        }
    };

    synchronized Optional<Visitor> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Remembers a new visitor, and returns the number for the cookie. */
    synchronized String add() {
        String id = number();
        byId.put(id, new Visitor(number()));
        return id;
    }

    String number() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
