-- The account page: passwords that somebody else set, and the activity of one person.

-- 1: an administrator chose the password, so its owner changes it at the next sign-in.
alter table person add column password_must_change bigint not null default 0;

-- People read their own rows, newest first.
create index audit_subject on audit (subject, opened_at);
