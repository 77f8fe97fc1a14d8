package com.example.voucher;

import io.farthing.application.port.out.WalletGateway;
import io.farthing.application.spi.Adapter;
import io.farthing.application.spi.AdapterContext;
import io.farthing.application.spi.AdapterFailure;
import io.farthing.application.spi.AdapterFailure.Category;
import io.farthing.application.spi.AdapterKind;
import io.farthing.application.spi.AdapterName;
import io.farthing.application.spi.AdapterProvider;
import io.farthing.application.spi.SpiVersion;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Offers the wallet under the name {@code voucher}. */
public final class VoucherProvider implements AdapterProvider<VoucherSettings> {

    /** For {@link java.util.ServiceLoader}. */
    public VoucherProvider() {}

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public AdapterName name() {
        return new AdapterName("voucher");
    }

    @Override
    public AdapterKind kind() {
        return AdapterKind.WALLET;
    }

    @Override
    public String description() {
        return "Prepaid vouchers in a file pay; users log in at Farthing.";
    }

    @Override
    public Set<Class<?>> ports() {
        return Set.of(WalletGateway.class);
    }

    @Override
    public Class<VoucherSettings> settings() {
        return VoucherSettings.class;
    }

    @Override
    public Adapter open(VoucherSettings settings, AdapterContext context) {
        FileMedium medium = new FileMedium(settings.file());
        problem(medium).ifPresent(why -> {
            throw new AdapterFailure(
                    Category.OUTSIDE,
                    "The vouchers cannot be used (" + why + "): make the file " + settings.file()
                            + ", which may be empty, or set voucher.file to where it is.");
        });
        VoucherGateway gateway =
                new VoucherGateway(new VoucherWallet(medium), settings.patience(), settings.maxWaiting());
        return Adapter.of(binder -> binder.bind(WalletGateway.class).toInstance(gateway))
                .at(settings.file().toString())
                .checkedBy(() -> problem(medium))
                .closedBy(gateway::close);
    }

    private static Optional<String> problem(FileMedium medium) {
        try {
            medium.probe();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    "no file that can be read and written: " + e.getClass().getSimpleName());
        }
    }
}
