-- Version 9, which is not written in SQL, has entered all of it in the chains.
drop table if exists wallet_credits;
