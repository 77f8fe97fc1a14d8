package io.farthing.persistence.payment;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What our statements keep away from, so that they also run on distributed engines that speak PostgreSQL's language. The
 * sources are in {@code docs/adr/0006-postgresql-compatible-distributed-engines.md}.
 */
public final class DistributedEngines {

    /**
     * A construct to keep away from.
     *
     * @param pattern how it is recognised, in lower case and with single blanks
     * @param engines who lacks it
     * @param reason what happens there
     * @param example a statement that has it
     */
    record Rule(Pattern pattern, String engines, String reason, String example) {

        Rule(String pattern, String engines, String reason, String example) {
            this(Pattern.compile(pattern), engines, reason, example);
        }
    }

    static final List<Rule> RULES = List.of(
            new Rule(
                    "\\bmerge into\\b",
                    "CockroachDB, YugabyteDB",
                    "no MERGE: use UPDATE … FROM, or INSERT … ON CONFLICT",
                    "merge into wallets using t on true when matched then update set balance = 1"),
            new Rule(
                    "\\bpg_(try_)?advisory_",
                    "CockroachDB, YugabyteDB before 2025.1",
                    "advisory locks are absent or, worse, do nothing",
                    "select pg_try_advisory_xact_lock(1)"),
            new Rule(
                    "^(listen|unlisten|notify) |\\bpg_notify\\b",
                    "CockroachDB, YugabyteDB",
                    "no notifications",
                    "notify apps"),
            new Rule(
                    "^lock (table )?",
                    "YugabyteDB",
                    "no locks on tables unless an operator has turned them on",
                    "lock table payments"),
            new Rule(
                    "\\bcreate (local |global )?(temp|temporary) table\\b",
                    "CockroachDB, Citus",
                    "temporary tables are experimental, or live on one node",
                    "create temporary table t (id bigint)"),
            new Rule(
                    "\\bcreate (or replace )?(constraint )?(trigger|function|procedure|rule)\\b|^do ",
                    "CockroachDB, Citus",
                    "code in the database is partial, and does not reach all shards",
                    "create trigger t before insert on payments execute function f()"),
            new Rule(
                    "\\b(deferrable|initially deferred|set constraints)\\b",
                    "CockroachDB, YugabyteDB",
                    "no deferred constraints",
                    "alter table wallets add constraint c unique (address) deferrable"),
            new Rule(
                    "\\bexclude using\\b|\\busing (gist|spgist)\\b",
                    "YugabyteDB",
                    "no exclusion constraints and no such indexes",
                    "create index i on fundings using gist (id)"),
            new Rule(
                    "\\bcreate (domain|foreign)\\b|\\b(int4|int8|num|ts|tstz|date)range\\b|\\bxml",
                    "CockroachDB",
                    "no domains, ranges, XML or foreign data",
                    "create domain satoshis as bigint"),
            new Rule(
                    "\\binherits ?\\(",
                    "YugabyteDB before 2026",
                    "no inheritance of tables",
                    "create table a () inherits (payments)"),
            new Rule(
                    "\\b(insert into|update|delete from)\\b[^()]*(\\([^()]*\\)[^()]*)*\\breturning\\b[^()]*\\)",
                    "CockroachDB, Citus",
                    "a statement that writes within WITH works at the top level at most, and across shards hardly",
                    "with gone as (delete from tokens where purpose = 1 returning user_id) select * from gone"),
            new Rule(
                    "\\b(ctid|xmin|xmax|cmin|cmax|tableoid)\\b",
                    "YugabyteDB",
                    "no such columns of the system",
                    "select xmin from payments"),
            new Rule(
                    "\\btablesample\\b",
                    "Citus",
                    "single shards only",
                    "select * from payments tablesample system (1)"),
            new Rule(
                    "\\bgroup by (grouping sets|rollup|cube)\\b|\\bgrouping sets\\b",
                    "Citus",
                    "single shards only",
                    "select 1 from payments group by rollup (id)"),
            new Rule(
                    "\\bfor (update|share|no key update|key share) of\\b|\\bjoin\\b.*\\bfor (update|share)\\b",
                    "all of them",
                    "which rows of a join are locked differs: lock the rows of one table",
                    "select 1 from wallets join users on true for update"),
            new Rule(
                    " / ",
                    "CockroachDB",
                    "whole numbers divided by whole numbers are not whole there",
                    "select balance / 2 from wallets"),
            new Rule(
                    "^create .*\\bcollate\\b|^alter .*\\bcollate\\b",
                    "CockroachDB",
                    "no column with the collation C: name it in the expression",
                    "create table t (name varchar(10) collate \"C\")"),
            new Rule(
                    "\\bcollate (?!\"c\"|\"posix\"|\"default\")",
                    "CockroachDB",
                    "other collations make another type of text",
                    "select name from users order by name collate \"de_DE\""),
            new Rule(
                    "\\b(alter column \\w+ (set data )?type|drop primary key)\\b",
                    "CockroachDB, YugabyteDB",
                    "rewrites the table, or is not known",
                    "alter table payments alter column amount type numeric"),
            new Rule(
                    "\\b(prepare transaction|commit prepared)\\b",
                    "CockroachDB, YugabyteDB",
                    "no two-phase commit",
                    "prepare transaction 'x'"));

    private DistributedEngines() {}

    /** What is wrong with a statement: who would not run it, and why. */
    public static List<String> violations(String statement) {
        String normal = statement
                .replaceAll("--[^\\n]*", " ")
                .replaceAll("(?s)/\\*.*?\\*/", " ")
                .replaceAll("'[^']*'", "''")
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .strip();
        return RULES.stream()
                .filter(rule -> rule.pattern().matcher(normal).find())
                .map(rule -> rule.engines() + ": " + rule.reason())
                .toList();
    }
}
