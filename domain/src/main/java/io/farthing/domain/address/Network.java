package io.farthing.domain.address;

/** The chain that an address belongs to. */
public enum Network {
    /** The chain whose coins have a price. */
    MAIN,
    /** The chain for trying things out; its addresses are accepted only when the operator says so. */
    TEST
}
