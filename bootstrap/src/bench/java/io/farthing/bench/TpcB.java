package io.farthing.bench;

import io.farthing.bench.report.Report;
import io.farthing.bench.server.Databases;
import java.sql.SQLException;
import java.util.Optional;

/** What PostgreSQL itself makes of short durable transactions: TPC-B-like ones, as pgbench has them by default. */
interface TpcB extends AutoCloseable {

    /** How many accounts, tellers and branches there are: as many branches as connections, so that few wait for one. */
    int SCALE = 32;

    /** Fills the tables: with pgbench where there is one, else with the same transactions over JDBC. */
    static TpcB prepare(Databases databases, int connections, Report report) throws Exception {
        databases.execute("create database tpcb");
        Optional<Pgbench> pgbench = Pgbench.find(databases.postgresPort(), connections);
        if (pgbench.isPresent()) {
            report.progress("filling the tables of pgbench, scale %d", SCALE);
            pgbench.get().fill();
            return pgbench.get();
        }
        report.progress("no pgbench found (on Debian: apt-get install postgresql-contrib); the same over JDBC instead");
        return new TpcBOverJdbc(databases.url("tpcb"), connections);
    }

    /** What was measured, for the table. */
    String name();

    /** Runs for so long; how many transactions were committed. */
    Rate rate(long durationMs) throws Exception;

    @Override
    void close() throws SQLException;
}
