-- hash_key: the hashes of order numbers are made with it. Apps choose their order numbers, and must not be able to choose
-- many whose hashes are alike.
alter table order_number_index add column if not exists hash_key bytea;
update order_number_index set hash_key = secure_rand(32) where hash_key is null;
alter table order_number_index alter column hash_key set not null;

-- entries: pairs of a hash, which has 32 bits now, as its difference from the one before, and a payment number, both in base
-- 128; before, both had a fixed length. The blocks are filled again from the payments when the database is opened.
delete from order_number_blocks;
update order_number_index set merged_up_to = 0, block_count = 1, entry_count = 0;
