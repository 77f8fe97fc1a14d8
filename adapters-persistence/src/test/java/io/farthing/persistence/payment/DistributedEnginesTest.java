package io.farthing.persistence.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.persistence.DatabaseSettings;
import io.farthing.persistence.engine.Engine;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.SQLDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What we say to PostgreSQL is understood by its distributed relatives, as far as a reader of the text can tell. */
final class DistributedEnginesTest {

    private static final Path MIGRATIONS = Path.of("src/main/resources/io/farthing/persistence");

    static List<DistributedEngines.Rule> rules() {
        return DistributedEngines.RULES;
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyRuleFindsWhatItForbids(DistributedEngines.Rule rule) {
        assertThat(DistributedEngines.violations(rule.example()))
                .containsExactly(rule.engines() + ": " + rule.reason());
        assertThat(DistributedEngines.violations("/* why */ " + rule.example().toUpperCase(Locale.ROOT) + "\n"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 'merge into' from users -- lock table",
                "insert into users (name) values (?) returning id",
                "select id from wallets where id = any(?) order by id for update",
                "select a collate \"C\" from apps",
                "create unique index i on payments (order_key) where status <> 2"
            })
    void whatAllOfThemKnowIsNoViolation(String sql) {
        assertThat(DistributedEngines.violations(sql)).isEmpty();
    }

    @Test
    void theStatementsOfThePaymentPathNeedNothingThatTheyLack() throws IllegalAccessException {
        List<String> statements = new ArrayList<>();
        Statements rendered = new Statements(SQLDialect.POSTGRES);
        for (Field field : Statements.class.getDeclaredFields()) {
            if (field.getType() == String.class && !Modifier.isStatic(field.getModifiers())) {
                statements.add((String) field.get(rendered));
            }
        }

        assertThat(statements).hasSizeGreaterThan(5);
        assertThatAllAreUnderstood(statements);
    }

    @Test
    void theMigrationsNeedNothingThatTheyLack() throws IOException {
        List<String> statements = new ArrayList<>();
        try (Stream<Path> files = Files.walk(MIGRATIONS)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".sql"))
                    .filter(path -> !path.getParent().endsWith("migration-h2"))
                    .toList()) {
                String script = Files.readString(file).replaceAll("--[^\\n]*", "");
                Arrays.stream(script.split(";")).filter(sql -> !sql.isBlank()).forEach(statements::add);
            }
        }

        assertThat(statements).anyMatch(sql -> sql.contains("create table payments"));
        assertThatAllAreUnderstood(statements);
    }

    @Test
    void whatEveryConnectionBeginsWithNeedsNothingThatTheyLack() {
        DatabaseSettings settings =
                new DatabaseSettings("jdbc:postgresql:unused", Optional.empty(), Optional.empty(), 2);
        Engine engine = Engine.of(settings);

        assertThatAllAreUnderstood(List.of(
                engine.writers(settings).getConnectionInitSql(),
                engine.unhurriedWriters(settings).getConnectionInitSql(),
                engine.readers(settings).getConnectionInitSql()));
    }

    private static void assertThatAllAreUnderstood(List<String> statements) {
        assertThat(statements)
                .allSatisfy(sql ->
                        assertThat(DistributedEngines.violations(sql)).as(sql).isEmpty());
    }
}
