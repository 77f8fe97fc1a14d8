-- Its one row is there from the beginning and never changes. Whoever is about to put money into a wallet locks it before
-- they read what all wallets hold together, so that none overlooks what another is putting in.
--
-- H2 commits each of these changes by itself: what there is already was made by a server that was killed meanwhile.
create table if not exists funding_lock (
    id smallint not null primary key,
    constraint funding_lock_one_row check (id = 1)
);
insert into funding_lock (id) select 1 where not exists (select 1 from funding_lock);
