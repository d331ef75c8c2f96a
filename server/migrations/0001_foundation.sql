-- The foundation: who there is, what is decided, one reset, what leaves the house, what is recorded.
--
-- One text for SQLite and PostgreSQL, so only types that mean the same in both: text and bigint.
-- Points in time are Unix milliseconds (UTC), truth values are 0 and 1, documents are JSON.
-- Every row belongs to a tenant, so that a second organisation never needs a migration.

create table tenant (
    id text primary key
    , name text not null
    -- the NetBIOS name, for WINGTIP\kim; lower case
    , legacy_name text unique
    -- 1 for the tenant that a bare name belongs to
    , is_default bigint not null default 0
    , created_at bigint not null
);

create table tenant_domain (
    domain text primary key
    , tenant_id text not null references tenant (id)
);

-- Policies are never changed, only followed by a newer version: a running reset keeps its own.
create table policy (
    tenant_id text not null references tenant (id)
    , version bigint not null
    , document text not null
    , set_at bigint not null
    , primary key (tenant_id, version)
);

create table person (
    -- immutable: everything else about a person hangs on it, never on a name
    id text primary key
    , tenant_id text not null references tenant (id)
    , account text not null
    , user_name text not null
    , display_name text not null
    , language text
    -- null: has never had a password
    , password_hash text
    , password_set_at bigint
    , disabled bigint not null default 0
    , created_at bigint not null
    , constraint person_account_key unique (tenant_id, account)
);

create table person_group (
    person_id text not null references person (id) on delete cascade
    , name text not null
    , primary key (person_id, name)
);

create table contact (
    person_id text not null references person (id) on delete cascade
    -- work_email: notified only; alternate_email, mobile: methods
    , kind text not null
    , value text not null
    , primary key (person_id, kind)
);

create table password_history (
    person_id text not null references person (id) on delete cascade
    , set_at bigint not null
    , password_hash text not null
);
create index password_history_person on password_history (person_id, set_at);

create table challenge (
    id text primary key
    , tenant_id text not null references tenant (id)
    -- set once somebody is identified, so that a reset can revoke the others
    , person_id text
    , turn bigint not null
    , document text not null
    , expires_at bigint not null
);
create index challenge_person on challenge (person_id);
create index challenge_expiry on challenge (expires_at);

create table puzzle (
    challenge_id text primary key references challenge (id) on delete cascade
    , serial bigint not null
    , picture text not null
    , sound text not null
    , seed text not null
    , tries bigint not null
    , expires_at bigint not null
);

-- What is counted per person, or per keyed hash of an unknown name.
create table standing (
    tenant_id text not null references tenant (id)
    , subject text not null
    , document text not null
    , touched_at bigint not null
    , primary key (tenant_id, subject)
);

-- Every other cap: per number, prefix, network address, tenant and day.
create table tally (
    key text primary key
    , count bigint not null
    , since bigint not null
    , last bigint not null
);

-- Wrong passwords in a row.
create table sign_in_guard (
    tenant_id text not null references tenant (id)
    , subject text not null
    , failures bigint not null
    , locked_until bigint not null
    , primary key (tenant_id, subject)
);

-- All that leaves the house, written in the transaction of the change that caused it.
create table outbox (
    id text primary key
    , tenant_id text not null references tenant (id)
    , correlation_id text not null
    -- mail, text, or void: asked for on behalf of a name that has nowhere to send to
    , kind text not null
    -- encrypted; emptied once delivered
    , sealed text not null
    -- waiting, done, failed
    , state text not null
    , attempts bigint not null default 0
    , due_at bigint not null
    , created_at bigint not null
    , finished_at bigint
);
create index outbox_due on outbox (state, due_at);

-- Opened before an act, completed after it: an interrupted one stays visible.
create table audit (
    id text primary key
    , tenant_id text not null
    , correlation_id text not null
    , act text not null
    , subject text
    , address text
    , opened_at bigint not null
    , completed_at bigint
    , outcome text
    , detail text
);
create index audit_time on audit (tenant_id, opened_at);
create index audit_open on audit (completed_at, opened_at);

create table session (
    -- the hash of the cookie's value: reading this table signs nobody in
    id text primary key
    , document text not null
    , person_id text
    , expires_at bigint not null
);
create index session_person on session (person_id);
create index session_expiry on session (expires_at);
