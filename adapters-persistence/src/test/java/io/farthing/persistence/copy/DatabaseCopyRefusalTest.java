package io.farthing.persistence.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.port.out.StorageFailure;
import io.farthing.persistence.Database;
import io.farthing.persistence.DatabaseSettings;
import io.farthing.persistence.TestPostgres;
import io.farthing.persistence.copy.DatabaseCopy.Step;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no copy of ours to make, or not yet, is left as it was. */
final class DatabaseCopyRefusalTest extends CopyBench {

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "h2"})
    void aTargetWithDataIsLeftAlone(String to) throws SQLException {
        DatabaseSettings source = filled("h2", 10);
        DatabaseSettings target = filled(to, 3);
        Map<String, Set<String>> before = contents(target);

        assertThatThrownBy(() -> copy(source, target, IGNORED))
                .isInstanceOf(CopyProblem.class)
                .hasMessageContaining("holds data already")
                .hasMessageContaining("empty database");

        assertThat(contents(target)).isEqualTo(before);
        Database.open(target).close();
    }

    @Test
    void aTargetThatAServerHasPreparedButNobodyUsedIsEmptyEnough() throws SQLException {
        DatabaseSettings source = filled("h2", 10);
        DatabaseSettings target = empty("postgres");
        Database.open(target).close();

        copy(source, target, IGNORED);

        assertThat(contents(target)).isEqualTo(contents(source));
    }

    @Test
    void aTargetOfSomebodyElseIsLeftAlone() throws SQLException {
        DatabaseSettings target = empty("postgres");
        TestPostgres.execute(name(target), "create table theirs (id bigint)");

        assertThatThrownBy(() -> copy(filled("h2", 1), target, IGNORED))
                .isInstanceOf(CopyProblem.class)
                .hasMessageContaining("theirs");

        assertThat(contents(target)).containsOnlyKeys("theirs");
    }

    @Test
    void aTargetThatCannotHoldAllTextsIsLeftAlone() throws SQLException {
        TestPostgres.execute("postgres", "create database latin encoding 'LATIN1' locale 'C' template template0");
        DatabaseSettings latin = DatabaseSettings.of(empty("postgres").url().replaceFirst("/test_\\d+", "/latin"));

        assertThatThrownBy(() -> copy(filled("h2", 1), latin, IGNORED))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("jdbc:postgresql://localhost:" + TestPostgres.port() + "/latin")
                .hasMessageContaining("encoding 'UTF8' template template0");

        assertThat(contents(latin)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPostgresThatAServerUsesIsRefused(boolean isSource) throws SQLException {
        DatabaseSettings used = empty("postgres");
        DatabaseSettings other = filled("h2", 1);
        try (Database server = Database.open(used)) {
            assertThat(server).isNotNull();
            assertThatThrownBy(() -> copy(isSource ? used : other, isSource ? empty("h2") : used, IGNORED))
                    .isInstanceOf(CopyProblem.class)
                    .hasMessageContaining("stop it");
        }
        Database.open(used).close();
    }

    @Test
    void aSourceThatIsNotThereIsNotMade() {
        DatabaseSettings nowhere = h2();

        assertThatThrownBy(() -> copy(nowhere, empty("postgres"), IGNORED))
                .isInstanceOf(CopyProblem.class)
                .hasMessageContaining("no database " + nowhere.location());

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aSourceThatIsNotOursIsNotCopied() throws SQLException {
        DatabaseSettings theirs = empty("postgres");
        TestPostgres.execute(name(theirs), "create table theirs (id bigint)");

        assertThatThrownBy(() -> copy(theirs, h2(), IGNORED))
                .isInstanceOf(CopyProblem.class)
                .hasMessageContaining("no tables of Farthing");

        assertThat(folder).as("nor is a target made for it").isEmptyDirectory();
    }

    @Test
    void aSourceOfAnotherVersionIsNotCopied() throws SQLException {
        DatabaseSettings old = filled("postgres", 1);
        TestPostgres.execute(
                name(old),
                "update flyway_schema_history set version = '9999' where installed_rank = (select"
                        + " max(installed_rank) from flyway_schema_history)");

        assertThatThrownBy(() -> copy(old, empty("h2"), IGNORED))
                .isInstanceOf(CopyProblem.class)
                .hasMessageContaining("another version");
    }

    @Test
    void anUnfinishedCopyIsNotCopied() {
        DatabaseSettings source = filled("h2", 10);
        DatabaseSettings target = empty("postgres");
        assertThatExceptionOfType(PowerCut.class)
                .isThrownBy(() -> copy(source, target, cutOffAt(Step.COPY, "users", 0)));

        assertThatThrownBy(() -> copy(target, empty("h2"), IGNORED))
                .isInstanceOf(CopyProblem.class)
                .hasMessageContaining("not finished");
    }

    @Test
    void aDatabaseIsNotCopiedOntoItself() {
        DatabaseSettings source = filled("h2", 1);

        assertThatThrownBy(() -> copy(source, source, IGNORED))
                .isInstanceOf(CopyProblem.class)
                .hasMessageContaining("same database");
    }
}
