package io.farthing.application.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.inject.Binding;
import com.google.inject.Key;
import com.google.inject.spi.Element;
import com.google.inject.spi.Elements;
import com.google.inject.spi.PrivateElements;
import io.farthing.application.port.out.UnitOfWork;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link AdapterProvider} does: being listed costs nothing and breaks nothing, and what is opened is what was
 * promised.
 */
public interface AdapterProviderContract {

    /** The provider under test, as its constructor makes it. */
    AdapterProvider<?> provider();

    /** The adapter, opened with settings that are right; it is closed by whoever calls this. */
    Adapter openAdapter();

    /** 1. It is named in the service file of its module. */
    @Test
    default void provider01_isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(AdapterProvider.class).stream())
                .extracting(ServiceLoader.Provider::type)
                .contains(provider().getClass());
    }

    /** 2. A service loader in any class loader can make it. */
    @Test
    default void provider02_isAPublicClassWithAConstructorWithoutParameters() throws NoSuchMethodException {
        assertThat(Modifier.isPublic(provider().getClass().getModifiers())).isTrue();
        assertThat(provider().getClass().getConstructor().getParameterCount()).isZero();
    }

    /** 3. The version is the one that it was compiled against. */
    @Test
    default void provider03_wasBuiltAgainstThisVersion() {
        assertThat(provider().spiVersion()).isEqualTo(SpiVersion.CURRENT);
    }

    /** 4. Whoever asks twice gets the same answer. */
    @Test
    default void provider04_alwaysSaysTheSame() {
        assertThat(provider().name()).isEqualTo(provider().name());
        assertThat(provider().kind()).isEqualTo(provider().kind());
        assertThat(provider().ports()).isEqualTo(provider().ports());
        assertThat(provider().settings()).isEqualTo(provider().settings());
    }

    /** 5. An operator can read what it is. */
    @Test
    default void provider05_saysInASentenceWhatItIs() {
        assertThat(provider().description()).isNotBlank().endsWith(".").doesNotContain("\n");
    }

    /** 6. It promises what everybody expects of its kind: a storage everything that is kept, a wallet that it pays. */
    @Test
    default void provider06_fillsThePortsOfItsKind() {
        assertThat(provider().ports()).containsAll(provider().kind().demandedPorts(provider()));
        assertThat(provider().ports()).allMatch(Class::isInterface);
    }

    /** 7. No setting can be mistaken for one of somebody else. */
    @Test
    default void provider07_namesItsSettingsAfterItself() {
        assertThat(settings())
                .allSatisfy(setting -> assertThat(setting.key())
                        .startsWith(provider().name() + ".")
                        .matches("[a-z0-9]+([.-][a-z0-9]+)+"));
    }

    /** 8. An operator can read what every setting means. */
    @Test
    default void provider08_saysWhatEverySettingMeans() {
        assertThat(settings())
                .allSatisfy(setting -> assertThat(setting.description())
                        .isNotBlank()
                        .endsWith(".")
                        .doesNotContain("\n"));
    }

    /** 9. Every port that it promises is bound, as what it is: nobody asks for one under an annotation. */
    @Test
    default void provider09_bindsThePortsThatItPromises() {
        try (Adapter adapter = openAdapter()) {
            assertThat(boundPorts(adapter)).containsAll(provider().ports());
        }
    }

    /** 10. An ability that it does not declare it does not have: no other driven port is bound. */
    @Test
    default void provider10_bindsNoPortThatItDoesNotPromise() {
        try (Adapter adapter = openAdapter()) {
            Set<Class<?>> promised = provider().ports();
            assertThat(boundPorts(adapter)).allMatch(promised::contains);
        }
    }

    /** 11. Once it is closed, nothing of it is in the way of the next one. */
    @Test
    default void provider11_canBeOpenedAgainAfterItWasClosed() {
        openAdapter().close();
        try (Adapter adapter = openAdapter()) {
            assertThat(adapter.problem()).isEmpty();
        }
    }

    /** 12. No two settings have one name in the environment, where dots and dashes are the same. */
    @Test
    default void provider12_namesItsSettingsApartInTheEnvironment() {
        assertThat(settings())
                .extracting(setting -> setting.key().replace('-', '_').replace('.', '_'))
                .doesNotHaveDuplicates();
    }

    /** 13. What the operator writes can be read as what a setting is. Optional settings are no exception. */
    @Test
    default void provider13_hasSettingsOfTypesThatCanBeRead() {
        assertThat(components())
                .allSatisfy(component -> assertThat(SettingValues.isReadable(type(component)))
                        .as("the type of %s can be read", component)
                        .isTrue());
    }

    /** 14. A default is written as the operator would write it, and within the bounds. */
    @Test
    default void provider14_hasDefaultsThatCanBeRead() {
        assertThat(components()).allSatisfy(component -> {
            Setting setting = component.getAnnotation(Setting.class);
            if (!setting.defaultValue().isEmpty()) {
                assertThatCode(() -> SettingValues.read(
                                type(component), setting.min(), setting.max(), setting.defaultValue()))
                        .as("the default of %s can be read", setting.key())
                        .doesNotThrowAnyException();
            }
        });
    }

    private static Set<Class<?>> boundPorts(Adapter adapter) {
        return Elements.getElements(adapter.module()).stream()
                .flatMap(AdapterProviderContract::keys)
                .filter(key -> key.getAnnotationType() == null)
                .map(key -> key.getTypeLiteral().getRawType())
                .filter(type -> type.isInterface() && type.getPackageName().equals(UnitOfWork.class.getPackageName()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<Key<?>> keys(Element element) {
        if (element instanceof PrivateElements hidden) {
            return hidden.getExposedKeys().stream();
        }
        return element instanceof Binding<?> binding ? Stream.of(binding.getKey()) : Stream.empty();
    }

    private List<Setting> settings() {
        return components().stream()
                .map(component -> component.getAnnotation(Setting.class))
                .toList();
    }

    private List<RecordComponent> components() {
        List<RecordComponent> components = new ArrayList<>();
        collect(provider().settings(), components);
        return components;
    }

    private static void collect(Class<?> group, List<RecordComponent> components) {
        assertThat(group.isRecord()).as(group + " is a record").isTrue();
        for (RecordComponent component : group.getRecordComponents()) {
            if (component.isAnnotationPresent(Setting.class)) {
                components.add(component);
            } else {
                collect(component.getType(), components);
            }
        }
    }

    // What is read: the type of the component, or what is optional there.
    private static Class<?> type(RecordComponent component) {
        if (component.getType() != Optional.class) {
            return component.getType();
        }
        Type[] arguments = ((ParameterizedType) component.getGenericType()).getActualTypeArguments();
        return arguments[0] instanceof Class<?> optional ? optional : Optional.class;
    }
}
