package io.farthing.persistence.payment;

import static io.farthing.persistence.jooq.Tables.PAYMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.persistence.sql.Column;
import io.farthing.persistence.store.ImpatientDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jooq.SQLDialect;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GivenRowsTest {

    private static final List<TableField<?, ?>> FIELDS =
            List.of(PAYMENTS.ID, PAYMENTS.ORDER_NUMBER, PAYMENTS.AMOUNT, PAYMENTS.PREVIOUS_PAYMENT_ID);

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void everyRowHasItsValuesWhicheverAreMissing(String kind) throws SQLException {
        List<String> seen = new ArrayList<>();
        try (ImpatientDatabase database = ImpatientDatabase.open(kind)) {
            String sql = select(database.engine().dialect(), FIELDS);
            database.query(
                    sql,
                    row -> seen.add(row.getLong(1) + " " + row.getString(2) + " " + row.getLong(3) + " "
                            + row.getObject(4, Long.class)),
                    Column.numbers(List.of(3L, 1L, 2L)),
                    Column.texts(List.of("c", "a", "b"), text -> text),
                    Column.numbers(List.of(30L, 10L, 20L)),
                    Column.numbers(Arrays.asList(null, 100L, null)));
        }
        assertThat(seen).containsExactlyInAnyOrder("3 c 30 null", "1 a 10 100", "2 b 20 null");
    }

    @Test
    void onPostgresWhatFollowsTheLastTextIsFoundByItsPlace() {
        assertThat(select(SQLDialect.POSTGRES, FIELDS))
                .contains("unnest(cast(? as bigint array), cast(? as varchar array)) with ordinality")
                .contains("\"given\".\"amount\"[\"t\".\"place\"]");
    }

    @Test
    void whereATextIsLastAllAreUnnested() {
        List<TableField<?, ?>> fields = List.of(PAYMENTS.ID, PAYMENTS.AMOUNT, PAYMENTS.ORDER_NUMBER);

        assertThat(select(SQLDialect.POSTGRES, fields))
                .endsWith("from unnest(cast(? as bigint array), cast(? as bigint array), cast(? as varchar array))"
                        + " as t(id, amount, order_number)");
    }

    private static String select(SQLDialect dialect, List<TableField<?, ?>> fields) {
        GivenRows given = GivenRows.of(dialect, fields);
        return DSL.using(dialect)
                .select(fields.stream().map(given::value).toList())
                .from(given.table())
                .getSQL();
    }
}
