-- A payment that failed does not use up its order number: the same order may be sent again.
alter table payments drop constraint payments_order_key_key;
create unique index payments_order_key_taken on payments (order_key) where status <> 2;
create index payments_order_key_failed on payments (order_key) where status = 2;
