package io.farthing.application.spi;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.spi.Elements;
import io.farthing.application.fake.TestClock;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The embedded wallet is offered like any other. */
final class LedgerProviderTest implements AdapterProviderContract {

    @Override
    public AdapterProvider<?> provider() {
        return new LedgerProvider();
    }

    @Override
    public Adapter openAdapter() {
        AdapterContext context = new AdapterContext(LedgerProviderTest::noFolder, new TestClock());
        return new LedgerProvider().open(new NoSettings(), context);
    }

    @Test
    void itBindsNothingAndKeepsNothingOnThisMachine() {
        try (Adapter adapter = openAdapter()) {
            assertThat(Elements.getElements(adapter.module())).isEmpty();
            assertThat(adapter.location()).isEmpty();
            assertThat(adapter.problem()).isEmpty();
        }
    }

    private static Path noFolder() {
        throw new AssertionError("nobody may ask for the data folder");
    }
}
