-- The last payment credited to a wallet keeps the highest number of those before it, as all do.
alter table wallets drop column if exists highest_credit_id;
