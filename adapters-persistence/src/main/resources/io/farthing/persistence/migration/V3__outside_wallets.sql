-- Payments that an outside wallet makes. Nothing of this is written, or looked at, for those that our ledger settles.

-- 4: settled by an outside wallet. 1 is settled by our ledger, and the others occur at outside wallets only.
alter table payments drop constraint payments_status_range;
alter table payments add constraint payments_status_range check (status between 0 and 4);

-- What has no outcome yet: few rows, however many payments there are. tries is 0 as long as the payment is reserved.
create table pending_payments (
    payment_id bigint not null primary key,
    tries integer not null,
    next_try_at_ms bigint not null,
    reason varchar(256) not null,
    constraint pending_payments_tries_range check (tries >= 0)
);

-- What an outside wallet told about what it paid; either text may be empty.
create table payment_receipts (
    payment_id bigint not null primary key,
    reference varchar(128) not null,
    txid varchar(128) not null
);

create table payment_resolutions (
    payment_id bigint not null primary key,
    outcome smallint not null,
    reason varchar(1000) not null,
    at_ms bigint not null,
    constraint payment_resolutions_outcome_range check (outcome between 0 and 1)
);

create table outside_consents (
    state bytea not null /* [jooq ignore start] */ primary key /* [jooq ignore stop] */,
    activation varchar(32) not null,
    single_limit bigint not null,
    cumulative_limit bigint not null,
    expires_at_ms bigint not null,
    constraint outside_consents_state_length check (octet_length(state) = 32)
);
create index outside_consents_expires_at on outside_consents (expires_at_ms);

create table leases (
    task smallint not null primary key,
    holder varchar(64) not null,
    until_ms bigint not null
);
