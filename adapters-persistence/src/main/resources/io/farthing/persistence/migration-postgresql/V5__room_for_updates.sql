-- Every payment rewrites a row of each. With room for the new version on the same page no index has to be written, and the
-- old version is cleaned up by whoever comes to the page next.
alter table wallets set (fillfactor = 50);
alter table authorizations set (fillfactor = 50);
