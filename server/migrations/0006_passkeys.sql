-- Passkeys (WebAuthn): what a device signs with, as the server knows it. Nothing in here is secret.
create table passkey (
    -- what forms name it by
    id text primary key
    , person_id text not null references person (id) on delete cascade
    -- base64url, as browsers write it; one device key belongs to one person
    , credential_id text not null
    , name text not null
    -- the public key, the signature counter and the backup state, as JSON of the library
    , document text not null
    , added_at bigint not null
    , used_at bigint
    , constraint passkey_credential_key unique (credential_id)
);
create index passkey_person on passkey (person_id);

-- Requests of the sign-in page that were answered: each is good for one answer. A request that nobody
-- answers leaves no row.
create table answered_request (
    id text primary key
    , expires_at bigint not null
);
create index answered_request_expiry on answered_request (expires_at);
