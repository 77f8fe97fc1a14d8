package io.farthing.application.spi;

import io.farthing.application.port.out.UnitOfWork;
import java.util.Set;

/**
 * What adapters are chosen for: one adapter of each kind is selected, by the setting that is named like the kind.
 *
 * <p>In the order in which they are opened; they are closed in the opposite order, so that the storage is still there
 * while the others end.
 */
public enum AdapterKind {
    /** Keeps everything: binds {@link UnitOfWork}. */
    STORAGE("storage"),
    /** Pays: an outside wallet, or the platform's own ledger, for which nothing has to be bound. */
    WALLET("wallet");

    private final String key;

    AdapterKind(String key) {
        this.key = key;
    }

    /** The setting that names the adapter to be used; also the word for the kind in messages. */
    public String key() {
        return key;
    }

    /** The driven ports that every adapter of this kind fills. */
    public Set<Class<?>> demandedPorts() {
        return switch (this) {
            case STORAGE -> Set.of(UnitOfWork.class);
            case WALLET -> Set.of();
        };
    }
}
