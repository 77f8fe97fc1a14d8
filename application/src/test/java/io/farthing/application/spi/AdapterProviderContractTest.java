package io.farthing.application.spi;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.util.Modules;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.application.port.out.WalletGateway;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules for providers find what would stop a server from starting. */
final class AdapterProviderContractTest {

    @Test
    void aKindIsMoreThanAName() {
        assertThatThrownBy(() ->
                        rules(AdapterKind.WALLET, Set.of(), NoSettings.class).provider06_fillsThePortsOfItsKind())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("WalletGateway");
        assertThatThrownBy(() ->
                        rules(AdapterKind.STORAGE, Set.of(), NoSettings.class).provider06_fillsThePortsOfItsKind())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("UnitOfWork");
        assertThatCode(() -> {
                    rules(AdapterKind.WALLET, Set.of(WalletGateway.class), NoSettings.class)
                            .provider06_fillsThePortsOfItsKind();
                    rules(AdapterKind.STORAGE, Set.of(UnitOfWork.class), NoSettings.class)
                            .provider06_fillsThePortsOfItsKind();
                })
                .doesNotThrowAnyException();
    }

    private static AdapterProviderContract rules(
            AdapterKind kind, Set<Class<?>> ports, Class<? extends Record> settings) {
        return new AdapterProviderContract() {
            @Override
            public AdapterProvider<?> provider() {
                return new Sample<>(kind, ports, settings);
            }

            @Override
            public Adapter openAdapter() {
                return Adapter.of(Modules.EMPTY_MODULE);
            }
        };
    }

    /** A provider that says what it is told. */
    private record Sample<S extends Record>(AdapterKind kind, Set<Class<?>> ports, Class<S> settings)
            implements AdapterProvider<S> {
        @Override
        public int spiVersion() {
            return SpiVersion.CURRENT;
        }

        @Override
        public AdapterName name() {
            return new AdapterName("sample");
        }

        @Override
        public String description() {
            return "Made by a test.";
        }

        @Override
        public Adapter open(S values, AdapterContext context) {
            return Adapter.of(Modules.EMPTY_MODULE);
        }
    }
}
