-- entries: pairs of the upper 6 bytes of a hash and a payment number in 5 bytes, in the order of the hashes; before, both
-- took 8 bytes. The blocks are filled again from the payments when the database is opened.
delete from order_number_blocks;
update order_number_index set merged_up_to = 0, block_count = 1, entry_count = 0;
