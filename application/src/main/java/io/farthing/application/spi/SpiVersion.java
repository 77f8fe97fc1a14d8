package io.farthing.application.spi;

/** The version of this package, which an adapter is built against. */
public final class SpiVersion {

    /**
     * The version of this release. It is a constant, so the compiler copies it into whatever is built against it: an
     * adapter that returns it says against which version it was built, not beside which one it runs. It grows when an
     * adapter has to be built again.
     */
    public static final int CURRENT = 1;

    private SpiVersion() {}
}
