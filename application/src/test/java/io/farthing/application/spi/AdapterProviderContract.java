package io.farthing.application.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** What every {@link AdapterProvider} does before it is chosen: being listed costs nothing and breaks nothing. */
public interface AdapterProviderContract {

    /** The provider under test, as its constructor makes it. */
    AdapterProvider<?> provider();

    /** It is named in the service file of its module. */
    @Test
    default void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(AdapterProvider.class).stream())
                .extracting(ServiceLoader.Provider::type)
                .contains(provider().getClass());
    }

    /** A service loader in any class loader can make it. */
    @Test
    default void isAPublicClassWithAConstructorWithoutParameters() throws NoSuchMethodException {
        assertThat(Modifier.isPublic(provider().getClass().getModifiers())).isTrue();
        assertThat(provider().getClass().getConstructor().getParameterCount()).isZero();
    }

    /** The version is the one that it was compiled against. */
    @Test
    default void wasBuiltAgainstThisVersion() {
        assertThat(provider().spiVersion()).isEqualTo(SpiVersion.CURRENT);
    }

    /** Whoever asks twice gets the same answer. */
    @Test
    default void alwaysSaysTheSame() {
        assertThat(provider().name()).isEqualTo(provider().name());
        assertThat(provider().kind()).isEqualTo(provider().kind());
        assertThat(provider().ports()).isEqualTo(provider().ports());
        assertThat(provider().settings()).isEqualTo(provider().settings());
    }

    /** An operator can read what it is. */
    @Test
    default void saysInASentenceWhatItIs() {
        assertThat(provider().description()).isNotBlank().endsWith(".").doesNotContain("\n");
    }

    /** It promises what everybody expects of its kind. */
    @Test
    default void fillsThePortsOfItsKind() {
        assertThat(provider().ports()).containsAll(provider().kind().demandedPorts());
        assertThat(provider().ports()).allMatch(Class::isInterface);
    }

    /** No setting can be mistaken for one of somebody else. */
    @Test
    default void namesItsSettingsAfterItself() {
        assertThat(settings())
                .allSatisfy(setting -> assertThat(setting.key())
                        .startsWith(provider().name() + ".")
                        .matches("[a-z0-9]+([.-][a-z0-9]+)+"));
        assertThat(settings()).extracting(Setting::key).doesNotHaveDuplicates();
    }

    /** An operator can read what every setting means. */
    @Test
    default void saysWhatEverySettingMeans() {
        assertThat(settings())
                .allSatisfy(setting -> assertThat(setting.description())
                        .isNotBlank()
                        .endsWith(".")
                        .doesNotContain("\n"));
    }

    private List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        collect(provider().settings(), settings);
        return settings;
    }

    private static void collect(Class<?> group, List<Setting> settings) {
        assertThat(group.isRecord()).as(group + " is a record").isTrue();
        for (RecordComponent component : group.getRecordComponents()) {
            Setting setting = component.getAnnotation(Setting.class);
            if (setting != null) {
                settings.add(setting);
            } else {
                collect(component.getType(), settings);
            }
        }
    }
}
