package io.farthing.application.spi;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Module;
import com.google.inject.PrivateModule;
import com.google.inject.name.Names;
import com.google.inject.util.Modules;
import io.farthing.application.fake.InMemoryUnitOfWork;
import io.farthing.application.fake.InMemoryWalletGateway;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.application.port.out.WalletGateway;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for providers find what would stop a server from starting. */
final class AdapterProviderContractTest {

    private static final WalletGateway GATEWAY = new InMemoryWalletGateway(Duration.ofSeconds(1));

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

    @Test
    void aPortThatIsBoundUnderAnAnnotationIsNotFilledAndOneThatAPrivateModuleExposesIs() {
        Module named = binder -> binder.bind(WalletGateway.class)
                .annotatedWith(Names.named("sample"))
                .toInstance(GATEWAY);
        assertThatThrownBy(() -> rules(named).provider09_bindsThePortsThatItPromises())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("WalletGateway");
        Module exposing = new PrivateModule() {
            @Override
            protected void configure() {
                bind(WalletGateway.class).toInstance(GATEWAY);
                bind(UnitOfWork.class).toInstance(new InMemoryUnitOfWork());
                expose(WalletGateway.class);
            }
        };
        assertThatCode(() -> {
                    rules(exposing).provider09_bindsThePortsThatItPromises();
                    rules(exposing).provider10_bindsNoPortThatItDoesNotPromise();
                })
                .doesNotThrowAnyException();
        Module more = Modules.combine(
                exposing, binder -> binder.bind(UnitOfWork.class).toInstance(new InMemoryUnitOfWork()));
        assertThatThrownBy(() -> rules(more).provider10_bindsNoPortThatItDoesNotPromise())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("UnitOfWork");
    }

    record Good(
            @Setting(key = "sample.file", description = "Which.")
            Optional<Path> file,

            @Setting(key = "sample.most", defaultValue = "3", description = "How many.", min = 1, max = 5)
            int most,

            @Setting(key = "sample.pause", defaultValue = "5s", description = "How long.")
            Duration pause,

            More more) {}

    record More(
            @Setting(key = "sample.kind", defaultValue = "wallet", description = "What.")
            AdapterKind kind) {}

    record TooLong(
            @Setting(key = "sample.most", description = "How many.")
            long most) {}

    record TooMany(
            @Setting(key = "sample.most", description = "Which.")
            Optional<List<String>> most) {}

    record Alike(
            @Setting(key = "sample.max-size", description = "How many.")
            int dashed,

            @Setting(key = "sample.max.size", description = "How many.")
            int dotted) {}

    record InWords(
            @Setting(key = "sample.pause", defaultValue = "5 seconds", description = "How long.")
            Duration pause) {}

    record OutOfBounds(
            @Setting(key = "sample.most", defaultValue = "6", description = "How many.", max = 5)
            int most) {}

    @Test
    void settingsThatCanBeReadAreFine() {
        AdapterProviderContract rules = rules(Good.class);
        assertThatCode(() -> {
                    rules.provider07_namesItsSettingsAfterItself();
                    rules.provider12_namesItsSettingsApartInTheEnvironment();
                    rules.provider13_hasSettingsOfTypesThatCanBeRead();
                    rules.provider14_hasDefaultsThatCanBeRead();
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(classes = {TooLong.class, TooMany.class})
    void aTypeThatCannotBeReadIsFound(Class<? extends Record> settings) {
        assertThatThrownBy(() -> rules(settings).provider13_hasSettingsOfTypesThatCanBeRead())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("most can be read");
    }

    @Test
    void twoSettingsOfOneNameInTheEnvironmentAreFound() {
        assertThatThrownBy(() -> rules(Alike.class).provider12_namesItsSettingsApartInTheEnvironment())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("sample_max_size");
    }

    @ParameterizedTest
    @ValueSource(classes = {InWords.class, OutOfBounds.class})
    void aDefaultThatCannotBeReadIsFound(Class<? extends Record> settings) {
        assertThatThrownBy(() -> rules(settings).provider14_hasDefaultsThatCanBeRead())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the default of sample.");
    }

    private static AdapterProviderContract rules(Class<? extends Record> settings) {
        return rules(AdapterKind.WALLET, Set.of(WalletGateway.class), settings);
    }

    private static AdapterProviderContract rules(Module module) {
        return rules(AdapterKind.WALLET, Set.of(WalletGateway.class), NoSettings.class, module);
    }

    private static AdapterProviderContract rules(
            AdapterKind kind, Set<Class<?>> ports, Class<? extends Record> settings) {
        return rules(kind, ports, settings, Modules.EMPTY_MODULE);
    }

    private static AdapterProviderContract rules(
            AdapterKind kind, Set<Class<?>> ports, Class<? extends Record> settings, Module module) {
        return new AdapterProviderContract() {
            @Override
            public AdapterProvider<?> provider() {
                return new Sample<>(kind, ports, settings);
            }

            @Override
            public Adapter openAdapter() {
                return Adapter.of(module);
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
