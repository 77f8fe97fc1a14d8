-- Version 9, which is not written in SQL, has entered all of it in the chains.
drop table wallet_credits;
