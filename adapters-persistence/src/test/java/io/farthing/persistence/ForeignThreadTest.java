package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.domain.user.UserName;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A host's thread opens a database whatever it has its classes from. Where a host is packed into one jar, that of a thread
 * of the common pool knows nothing of what is in there.
 */
final class ForeignThreadTest {

    @TestFactory
    Stream<DynamicTest> aThreadThatKnowsNoClassesOfOursOpensADatabase() {
        return Stream.of("jdbc:h2:mem:foreign", TestPostgres.newDatabase(2).url())
                .map(url -> DynamicTest.dynamicTest(url.substring(0, 10), () -> assertIsOpened(url)));
    }

    // In class loaders of its own, because a driver that was found once is known from then on.
    private static void assertIsOpened(String url) throws IOException, ReflectiveOperationException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader host = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
            Object isNew = host.loadClass(Opening.class.getName())
                    .getMethod("isEmpty", String.class)
                    .invoke(null, url);
            assertThat(isNew).isEqualTo(true);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(part).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    /** What the host does. */
    public static final class Opening {

        private Opening() {}

        /** Whether a database can be opened and read, and has no users. */
        public static boolean isEmpty(String url) {
            try (Database database = Database.open(DatabaseSettings.of(url))) {
                return database.unitOfWork()
                        .read(stores -> stores.users().find(new UserName("ann")).isEmpty());
            }
        }
    }
}
