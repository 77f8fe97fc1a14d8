package io.farthing.bootstrap.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The Chromium that is installed on this machine; none is downloaded. Where there is none the tests are skipped, unless
 * {@code FARTHING_TEST_REQUIRE_BROWSER} is {@code true}: then they fail.
 */
final class InstalledBrowser implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private static final String HOW_TO_GET_ONE =
            "There is no Chromium on the PATH, so browser tests cannot run: install"
                    + " one, for instance with `apt-get install chromium`.";

    private final Playwright playwright;
    private final Browser browser;

    private InstalledBrowser(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--no-first-run")));
    }

    /** Starts it; skips the test, or fails it, where there is none. */
    static InstalledBrowser start() {
        Optional<Path> executable = find();
        if (executable.isEmpty() && "true".equals(System.getenv("FARTHING_TEST_REQUIRE_BROWSER"))) {
            Assertions.fail(HOW_TO_GET_ONE);
        }
        Assumptions.assumeTrue(executable.isPresent(), HOW_TO_GET_ONE);
        return new InstalledBrowser(executable.orElseThrow());
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static Optional<Path> find() {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
