-- Whoever has never had a password has not set one at any time. A date without a password is a lock.
update person set password_set_at = null where password_hash is null;
