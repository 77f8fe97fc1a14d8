-- What is credited to a wallet is found along a chain, as are the payments drawn under an authorization. Before, a table
-- listed it, whose index cost each payment a page for each wallet that it credited.
--
-- H2 commits each of these changes by itself: what there is already was made by a server that was killed meanwhile.
--
-- credits: for each wallet that the payment credits, which payment was credited to it before, in a compact form with a
-- version of its own; null where it credits none.
alter table payments add column if not exists credits bytea;

-- last_credit_id begins the chain of the payments credited to the wallet. highest_credit_id is the highest number in that
-- chain, which is not always the last one's.
alter table wallets add column if not exists last_credit_id bigint;
alter table wallets add column if not exists highest_credit_id bigint;
