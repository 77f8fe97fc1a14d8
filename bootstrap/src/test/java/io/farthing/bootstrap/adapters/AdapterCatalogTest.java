package io.farthing.bootstrap.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.farthing.application.spi.AdapterKind;
import io.farthing.application.spi.AdapterProvider;
import io.farthing.application.spi.SpiVersion;
import io.farthing.bootstrap.failure.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is there is found, and what cannot be used is told in one sentence that says what to do. */
class AdapterCatalogTest {

    private static final String SERVICE_FILE = "META-INF/services/" + AdapterProvider.class.getName();

    @TempDir
    private Path plugins;

    @Test
    void ourOwnAdaptersAreFoundOnTheClassPathLikeAnybodyElses() {
        assertThat(AdapterCatalog.ofClassPath().all())
                .extracting(ListedAdapter::toString)
                .contains("database (the class path)", "ledger (the class path)");
    }

    @Test
    void aMissingFolderIsAnEmptyOne() {
        assertThat(AdapterCatalog.of(plugins.resolve("missing")).all())
                .isEqualTo(AdapterCatalog.ofClassPath().all());
    }

    @Test
    void aFolderThatIsAFileIsNamed() throws IOException {
        Path file = Files.createFile(plugins.resolve("file"));
        assertThat(catchThrowableOfType(Failure.class, () -> AdapterCatalog.of(file)))
                .hasMessage("The plugins folder " + file
                        + " cannot be read (NotDirectoryException): let the server read it,"
                        + " or set plugins-dir to another one.");
    }

    @Test
    void theAdaptersInTheJarsOfTheFolderAreFound() {
        PluginSource.wallet("stamp").pack(plugins, "stamp.jar");
        PluginSource.wallet("gift-card").pack(plugins, "ANOTHER.JAR");
        assertThat(AdapterCatalog.of(plugins).of(AdapterKind.WALLET))
                .extracting(adapter -> adapter.name().value())
                .contains("ledger", "stamp", "gift-card");
    }

    @Test
    void whatIsNoJarIsNotLookedAt() throws IOException {
        Files.writeString(plugins.resolve("README.txt"), "put jars here");
        assertThat(AdapterCatalog.of(plugins).all())
                .isEqualTo(AdapterCatalog.ofClassPath().all());
    }

    @Test
    void pluginsDoNotSeeEachOther() {
        PluginSource.wallet("first").pack(plugins, "first.jar");
        PluginSource.wallet("second").pack(plugins, "second.jar");
        // Both are of classes with the same names.
        assertThat(AdapterCatalog.of(plugins).of(AdapterKind.WALLET))
                .extracting(adapter -> adapter.name().value())
                .contains("first", "second");
    }

    @Test
    void twoAdaptersOfOneNameAreRefusedWithWhereTheyAre() {
        Path first = PluginSource.wallet("stamp").pack(plugins, "a.jar");
        Path second = PluginSource.wallet("stamp").pack(plugins, "b.jar");
        assertThat(problem())
                .isEqualTo("Two adapters for the wallet are called stamp, one in the plugin " + first
                        + " and one in the plugin " + second + ": remove one of them.");
    }

    @Test
    void anAdapterOfAnotherKindMayHaveTheSameName() {
        PluginSource.wallet("both").pack(plugins, "wallet.jar");
        PluginSource.storage("both").pack(plugins, "storage.jar");
        assertThat(AdapterCatalog.of(plugins).all())
                .filteredOn(adapter -> adapter.name().value().equals("both"))
                .hasSize(2);
    }

    @Test
    void anAdapterOfAnotherVersionIsRefusedWithBothVersions() {
        Path jar = PluginSource.wallet("old")
                .withSpiVersion("SpiVersion.CURRENT - 1")
                .pack(plugins, "old.jar");
        assertThat(problem())
                .isEqualTo("The adapter plugin.Provider in the plugin " + jar + " was built against version "
                        + (SpiVersion.CURRENT - 1) + " of the adapter SPI, but this Farthing has version "
                        + SpiVersion.CURRENT + ": use a release of the adapter that was built against version "
                        + SpiVersion.CURRENT + ".");
    }

    @Test
    void aDamagedJarIsNamed() throws IOException {
        Path whole = PluginSource.wallet("stamp").pack(plugins, "whole.jar");
        byte[] bytes = Files.readAllBytes(whole);
        Files.delete(whole);
        Path jar = Files.write(plugins.resolve("half.jar"), Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(problem())
                .startsWith("The plugin " + jar + " cannot be read as a jar (")
                .endsWith("): replace it with a complete copy, or remove it.");
    }

    @Test
    void aJarWithoutAnAdapterIsNamed() {
        Path jar = PluginSource.jar(plugins.resolve("library.jar"), Map.of("some.txt", new byte[1]));
        assertThat(problem())
                .startsWith(
                        "The plugin " + jar + " holds no adapter of its own, named in " + SERVICE_FILE + ": remove it");
    }

    @Test
    void aServiceFileThatNamesAMissingClassIsTold() {
        Path jar = PluginSource.jar(
                plugins.resolve("hollow.jar"), Map.of(SERVICE_FILE, "plugin.Gone\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(problem()).contains(jar.toString(), "plugin.Gone", "remove it, or use a release");
    }

    @Test
    void aServiceFileThatNamesSomethingElseIsTold() {
        Path jar = PluginSource.wallet("stamp").withServiceFile("plugin.Helper").pack(plugins, "wrong.jar");
        assertThat(problem()).contains(jar.toString(), "plugin.Helper", "remove it, or use a release");
    }

    @Test
    void aJarWhoseAdapterIsOnTheClassPathAlreadyIsNamed() {
        Path jar = PluginSource.wallet("stamp")
                .withServiceFile("io.farthing.application.spi.LedgerProvider")
                .pack(plugins, "again.jar");
        assertThat(problem()).startsWith("The plugin " + jar + " holds no adapter of its own");
    }

    @Test
    void anAdapterThatCannotBeMadeIsToldWithWhy() {
        Path jar = PluginSource.wallet("moody")
                .withMembers("public Provider() { throw new IllegalStateException(\"not today\"); }")
                .pack(plugins, "moody.jar");
        assertThat(problem())
                .isEqualTo("The adapter plugin.Provider in the plugin " + jar
                        + " cannot be used (IllegalStateException: not today): remove it, or use a release that fits this"
                        + " Farthing.");
    }

    @Test
    void anAdapterThatLacksAClassIsToldWithWhich() {
        Path jar = PluginSource.wallet("torn")
                .withMembers("public Provider() { Helper.help(); }")
                .pack(plugins, "torn.jar", "Helper");
        assertThat(problem())
                .isEqualTo("The adapter plugin.Provider in the plugin " + jar
                        + " cannot be used (it lacks the class plugin.Helper): remove it, or use a release that fits this"
                        + " Farthing.");
    }

    @Test
    void anAdapterWhoseSettingsLackAClassIsToldWithWhich() {
        PluginSource.wallet("torn")
                .withSettings(
                        "@Setting(key = \"torn.help\", description = \"Help.\") Optional<String> help, Helper more")
                .pack(plugins, "torn.jar", "Helper");
        assertThat(problem()).contains("it lacks the class plugin.Helper");
    }

    @Test
    void anAdapterThatCannotSayWhatItOffersIsToldWithWhy() {
        Path jar = PluginSource.wallet("odd")
                .withMembers("static Set<Class<?>> odd() { throw new AssertionError(\"who knows\"); }")
                .withPorts("odd()")
                .pack(plugins, "odd.jar");
        assertThat(problem())
                .startsWith("The adapter plugin.Provider in the plugin " + jar
                        + " cannot be used (AssertionError: who knows): remove it, ");
        assertThat(catchThrowableOfType(
                        Failure.class, () -> ObjectProvider.catalog(new ObjectProvider(null, () -> null))))
                .hasMessageContaining("(NullPointerException: it is of no kind)");
    }

    @Test
    void anAdapterThatDoesNotPromiseWhatItsKindDemandsIsTold() {
        Path jar = PluginSource.storage("shelf").withPorts("Set.of()").pack(plugins, "shelf.jar");
        assertThat(problem())
                .startsWith("The adapter shelf (the plugin " + jar + ") does not fill what every storage has to"
                        + " (UnitOfWork): remove it, ");
    }

    @Test
    void aWalletThatDoesNotPayIsNotTakenForOurLedger() {
        Path jar = PluginSource.wallet("purse").withPorts("Set.of()").pack(plugins, "purse.jar");
        assertThat(problem())
                .startsWith("The adapter purse (the plugin " + jar + ") does not fill what every wallet has to"
                        + " (WalletGateway): remove it, ");
    }

    private String problem() {
        String message = catchThrowableOfType(Failure.class, () -> AdapterCatalog.of(plugins))
                .getMessage();
        assertThat(message).hasLineCount(1);
        return message;
    }
}
