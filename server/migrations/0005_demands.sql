-- What sign-in asks people for, the links that begin a registration, and what is told beforehand.

-- When somebody was first asked to register, and how many sign-ins put it off since.
alter table person add column registration_asked_at bigint;
alter table person add column registration_put_off bigint not null default 0;
-- When its owner last said that what is registered is right.
alter table person add column registration_confirmed_at bigint;
-- 1: an administrator wants to hear that once more.
alter table person add column registration_ask_again bigint not null default 0;

-- A link that begins a registration. One at a time: the next one takes the place of the last.
create table invitation (
    person_id text primary key references person (id) on delete cascade
    , tenant_id text not null references tenant (id)
    -- what the session that it began is bound to
    , id text not null
    -- hash of what stands in the link
    , token text not null unique
    , expires_at bigint not null
    , used_at bigint
    , made_at bigint not null
);
create index invitation_expiry on invitation (expires_at);

-- The last mail about a password that will grow too old, so that none is sent twice.
create table password_reminder (
    person_id text primary key references person (id) on delete cascade
    -- of the password that it was about
    , password_set_at bigint not null
    , days_before bigint not null
);

-- Work that is done now and then, by whichever process takes it first.
create table chore (
    name text primary key
    , due_at bigint not null
);
