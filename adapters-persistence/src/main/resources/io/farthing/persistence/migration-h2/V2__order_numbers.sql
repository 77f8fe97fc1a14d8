-- An order key is the random digest of an order number, and a B-tree over those writes a page of its own for nearly every
-- payment. Here the newest payments are known from memory, and their keys move to blocks in the order of their hashes, so
-- that many of them share a block.
--
-- merged_up_to: payments above this number are to be read when the database is opened. block_count: how many blocks the
-- hashes are divided among. entry_count: how many entries the blocks have.
create table order_number_index (
    merged_up_to bigint not null,
    block_count bigint not null,
    entry_count bigint not null
);
insert into order_number_index (merged_up_to, block_count, entry_count) values (0, 1, 0);

-- first_hash: the lowest hash that belongs to the block, unsigned. entries: pairs of hash and payment number, 8 bytes each,
-- in the order of the hashes.
create table order_number_blocks (
    first_hash bigint not null primary key,
    entries bytea not null
);

-- The unique constraint goes with its column: it has no name of its own.
alter table payments alter column order_key rename to old_order_key;
alter table payments add column order_key uuid;
update payments set order_key = old_order_key;
alter table payments drop column old_order_key;
alter table payments alter column order_key set not null;
