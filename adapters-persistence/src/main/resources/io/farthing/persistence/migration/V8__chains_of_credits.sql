-- What is credited to a wallet is found along a chain, as are the payments drawn under an authorization. Before, a table
-- listed it, whose index cost each payment a page for each wallet that it credited.
--
-- credits: for each wallet that the payment credits, which payment was credited to it before, in a compact form with a
-- version of its own; null where it credits none.
alter table payments add column credits bytea;

-- last_credit_id begins the chain of the payments credited to the wallet. highest_credit_id is the highest number in that
-- chain, which is not always the last one's.
alter table wallets add column last_credit_id bigint;
alter table wallets add column highest_credit_id bigint;
