-- Who tells a listener has a lease, like whoever finds out what became of payments. No server runs now, so none has any.
drop table outbox_turns;
drop table leases;
create table leases (
    task varchar(80) not null primary key,
    holder varchar(64) not null,
    until_ms bigint not null
);
