package io.farthing.application.spi;

import io.farthing.application.port.out.UnitOfWork;
import io.farthing.application.port.out.WalletGateway;
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
    /** Pays: an outside wallet, which binds {@link WalletGateway}, or the platform's own ledger. */
    WALLET("wallet");

    private final String key;

    AdapterKind(String key) {
        this.key = key;
    }

    /** The setting that names the adapter to be used; also the word for the kind in messages. */
    public String key() {
        return key;
    }

    /**
     * The driven ports that an adapter of this kind has to fill. For all but one of them they are the same. The
     * platform's own ledger pays where no gateway is bound, and it only: another wallet that binds none would have the
     * ledger pay in its place.
     *
     * @param provider who offers the adapter
     */
    public Set<Class<?>> demandedPorts(AdapterProvider<?> provider) {
        return switch (this) {
            case STORAGE -> Set.of(UnitOfWork.class);
            case WALLET -> provider instanceof LedgerProvider ? Set.of() : Set.of(WalletGateway.class);
        };
    }
}
