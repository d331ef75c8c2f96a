-- What people register to prove who they are, beside their contact data.

-- When a contact was registered by its owner, and when its owner last proved to have it. A contact of
-- the directory has neither.
alter table contact add column registered_at bigint;
alter table contact add column confirmed_at bigint;

create table question_answer (
    person_id text not null references person (id) on delete cascade
    -- the key of one of ours, or the organisation's own words
    , question text not null
    -- PHC string of the normalised answer
    , answer_hash text not null
    , set_at bigint not null
    , primary key (person_id, question)
);

-- An app that shows codes (TOTP, RFC 6238).
create table authenticator (
    id text primary key
    , person_id text not null references person (id) on delete cascade
    , name text not null
    -- encrypted: the shared secret
    , sealed text not null
    -- the last time step of which a code was accepted: none of it or before is accepted again
    , last_step bigint not null
    , added_at bigint not null
);
create index authenticator_person on authenticator (person_id);

-- A code that the helpdesk reads out to somebody whose identity it has checked. One at a time.
create table helpdesk_pass (
    person_id text primary key references person (id) on delete cascade
    , id text not null
    -- keyed hash
    , digest text not null
    , expires_at bigint not null
    , made_at bigint not null
);
