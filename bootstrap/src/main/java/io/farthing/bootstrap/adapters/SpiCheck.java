package io.farthing.bootstrap.adapters;

import io.farthing.application.spi.AdapterProvider;
import io.farthing.application.spi.SpiVersion;
import io.farthing.bootstrap.failure.Failure;

/** Whether a provider speaks our version of the SPI; asked before anything else, which it may not know yet or any more. */
final class SpiCheck {

    private SpiCheck() {}

    static void requireCurrent(AdapterProvider<?> provider, String origin) {
        String type = provider.getClass().getName();
        int version;
        try {
            version = provider.spiVersion();
        } catch (RuntimeException | Error e) {
            throw BrokenAdapter.of(type, origin, e);
        }
        if (version != SpiVersion.CURRENT) {
            throw new Failure("The adapter " + type + " in " + origin + " was built against version " + version
                    + " of the adapter SPI, but this Farthing has version " + SpiVersion.CURRENT
                    + ": use a release of the adapter that was built against version " + SpiVersion.CURRENT + ".");
        }
    }
}
