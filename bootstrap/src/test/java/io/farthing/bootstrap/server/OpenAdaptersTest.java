package io.farthing.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.PrivateModule;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.OptionalBinder;
import com.google.inject.name.Names;
import com.google.inject.util.Modules;
import io.farthing.application.fake.InMemoryUnitOfWork;
import io.farthing.application.fake.InMemoryWalletGateway;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.application.port.out.WalletGateway;
import io.farthing.application.spi.Adapter;
import io.farthing.application.spi.AdapterContext;
import io.farthing.application.spi.AdapterFailure;
import io.farthing.application.spi.AdapterFailure.Category;
import io.farthing.application.spi.AdapterKind;
import io.farthing.application.spi.AdapterProvider;
import io.farthing.application.spi.NoSettings;
import io.farthing.bootstrap.adapters.ObjectProvider;
import io.farthing.bootstrap.config.ConfigurationProblem;
import io.farthing.bootstrap.config.SelectedAdapter;
import io.farthing.bootstrap.config.Settings;
import io.farthing.bootstrap.failure.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Adapters are opened and closed in the right order, and one that fails leaves nothing open and says why. */
class OpenAdaptersTest {

    private static final Module STORAGE =
            binder -> binder.bind(UnitOfWork.class).toInstance(new InMemoryUnitOfWork());
    private static final Module WALLET =
            binder -> binder.bind(WalletGateway.class).toInstance(new InMemoryWalletGateway(Duration.ofSeconds(1)));
    private static final AdapterContext CONTEXT = new AdapterContext(() -> Path.of("nowhere"), InstantSource.system());

    private final List<String> events = new ArrayList<>();

    @Test
    void theStorageIsOpenedFirstAndClosedLast() {
        OpenAdapters open = open(wallet(() -> traced("wallet", WALLET)), storage(() -> traced("storage", STORAGE)));
        assertThat(events).containsExactly("open storage", "open wallet");
        open.close();
        open.close();
        assertThat(events).containsExactly("open storage", "open wallet", "close wallet", "close storage");
    }

    @Test
    void whatWasOpenIsClosedWhenTheNextOneFails() {
        assertThatThrownBy(() -> open(storage(() -> traced("storage", STORAGE)), wallet(() -> {
                    throw new AdapterFailure(Category.OUTSIDE, "The bank is closed: come back on Monday.");
                })))
                .isInstanceOf(Failure.class)
                .hasMessage("The bank is closed: come back on Monday.");
        assertThat(events).containsExactly("open storage", "close storage");
    }

    @Test
    void aFailureOfTheSettingsIsAConfigurationProblem() {
        assertThatThrownBy(() -> open(storage(() -> traced("storage", STORAGE)), wallet(() -> {
                    throw new AdapterFailure(Category.SETTINGS, "test.key has no door: set it to another one.");
                })))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessage("test.key has no door: set it to another one.");
    }

    @Test
    void anUnforeseenFailureIsToldWithTheAdapter() {
        assertThatThrownBy(() -> open(
                        storage(() -> {
                            throw new IllegalStateException("a fault");
                        }),
                        wallet(() -> Adapter.of(WALLET))))
                .isInstanceOf(Failure.class)
                .hasMessage(
                        "The adapter test in a test cannot be used (IllegalStateException: a fault): remove it, or use"
                                + " a release that fits this Farthing.");
    }

    @Test
    void aMissingClassIsToldWithTheAdapter() {
        assertThatThrownBy(() -> open(
                        storage(() -> {
                            throw new NoClassDefFoundError("org/example/Driver");
                        }),
                        wallet(() -> Adapter.of(WALLET))))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("it lacks the class org.example.Driver");
    }

    @Test
    void anErrorIsToldWithTheAdapterAndLeavesNothingOpen() {
        Module broken = binder -> {
            throw new AssertionError("a fault");
        };
        for (Supplier<Adapter> wallet : List.<Supplier<Adapter>>of(
                () -> {
                    throw new AssertionError("a fault");
                },
                () -> traced("wallet", broken).closedBy(() -> {
                    throw new AssertionError("stuck");
                }))) {
            events.clear();
            assertThatThrownBy(() -> open(storage(() -> traced("storage", STORAGE)), wallet(wallet)))
                    .isInstanceOf(Failure.class)
                    .hasMessage(
                            "The adapter test in a test cannot be used (AssertionError: a fault): remove it, or use a"
                                    + " release that fits this Farthing.");
            assertThat(events).startsWith("open storage").endsWith("close storage");
        }
    }

    @Test
    void oneThatOpensNothingIsTold() {
        assertThatThrownBy(() -> open(storage(() -> traced("storage", STORAGE)), wallet(() -> null)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("(NullPointerException: it opened nothing)");
        assertThat(events).containsExactly("open storage", "close storage");
    }

    @Test
    void aPortThatIsBoundUnderAnAnnotationIsNotFilled() {
        Module named = binder -> binder.bind(WalletGateway.class)
                .annotatedWith(Names.named("test"))
                .toInstance(new InMemoryWalletGateway(Duration.ofSeconds(1)));
        assertThatThrownBy(() -> open(storage(() -> Adapter.of(STORAGE)), wallet(() -> Adapter.of(named))))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("leaves a port unfilled that it promises to fill (WalletGateway)");
    }

    @Test
    void aPortThatAPrivateModuleExposesIsFilled() {
        WalletGateway gateway = new InMemoryWalletGateway(Duration.ofSeconds(1));
        Module exposing = new PrivateModule() {
            @Override
            protected void configure() {
                bind(WalletGateway.class).toInstance(gateway);
                expose(WalletGateway.class);
            }
        };
        Module hiding = new PrivateModule() {
            @Override
            protected void configure() {
                bind(WalletGateway.class).toInstance(gateway);
            }
        };
        assertThatThrownBy(() -> open(storage(() -> Adapter.of(STORAGE)), wallet(() -> Adapter.of(hiding))))
                .hasMessageContaining("leaves a port unfilled");

        OpenAdapters open = open(storage(() -> Adapter.of(STORAGE)), wallet(() -> Adapter.of(exposing)));

        // As the server asks for it.
        List<Module> modules = new ArrayList<>(open.modules());
        modules.add(binder -> OptionalBinder.newOptionalBinder(binder, WalletGateway.class));
        assertThat(Guice.createInjector(modules).getInstance(Key.get(new TypeLiteral<Optional<WalletGateway>>() {})))
                .containsSame(gateway);
    }

    @Test
    void aPortThatIsLeftUnfilledIsNamedAndTheAdapterIsClosedAgain() {
        assertThatThrownBy(() ->
                        open(storage(() -> traced("storage", Modules.EMPTY_MODULE)), wallet(() -> Adapter.of(WALLET))))
                .isInstanceOf(Failure.class)
                .hasMessage("The storage adapter test (a test) leaves a port unfilled that it promises to fill"
                        + " (UnitOfWork): choose another one with the setting storage, or ask those who made it for a"
                        + " release that does.");
        assertThat(events).containsExactly("open storage", "close storage");
    }

    @Test
    void oneThatDoesNotCloseKeepsNoOtherOpen() {
        OpenAdapters open = open(
                storage(() -> traced("storage", STORAGE)),
                wallet(() -> Adapter.of(WALLET).closedBy(() -> {
                    throw new IllegalStateException("stuck");
                })));
        open.close();
        assertThat(events).containsExactly("open storage", "close storage");
    }

    @Test
    void theFirstProblemOfAnAdapterIsTold() {
        OpenAdapters open = open(
                storage(() -> Adapter.of(STORAGE)),
                wallet(() -> Adapter.of(WALLET).checkedBy(() -> Optional.of("the bank is closed"))));
        assertThat(open.problem()).contains("the bank is closed");
    }

    @Test
    void anAdapterThatCannotSayHowItIsIsNotWell() {
        OpenAdapters open = open(
                storage(() -> Adapter.of(STORAGE)),
                wallet(() -> Adapter.of(WALLET).checkedBy(() -> {
                    throw new IllegalStateException("dizzy");
                })));
        assertThat(open.problem()).contains("the wallet cannot say how it is");
    }

    @Test
    void whatIsInUseIsToldWithItsPlace() {
        OpenAdapters open =
                open(storage(() -> Adapter.of(STORAGE).at("on the shelf")), wallet(() -> Adapter.of(WALLET)));
        assertThat(open.inUse())
                .extracting(each -> each.kind().key() + " " + each.name() + each.location())
                .containsExactly("storage testOptional[on the shelf]", "wallet testOptional.empty");
    }

    private Adapter traced(String name, Module module) {
        events.add("open " + name);
        return Adapter.of(module).closedBy(() -> events.add("close " + name));
    }

    private static AdapterProvider<NoSettings> storage(Supplier<Adapter> open) {
        return new ObjectProvider(AdapterKind.STORAGE, open);
    }

    private static AdapterProvider<NoSettings> wallet(Supplier<Adapter> open) {
        return new ObjectProvider(AdapterKind.WALLET, open);
    }

    private static OpenAdapters open(AdapterProvider<?>... providers) {
        Map<String, String> chosen = Map.of("FARTHING_STORAGE", "test", "FARTHING_WALLET", "test");
        List<SelectedAdapter<?>> selected = Settings.read(chosen, Optional.empty(), ObjectProvider.catalog(providers))
                .adapters();
        return OpenAdapters.open(selected, CONTEXT);
    }
}
