-- What somebody who is signed in is registering just now: one row a session, which holds its id.

create table enrolment (
    id text primary key
    , tenant_id text not null references tenant (id)
    , person_id text not null references person (id) on delete cascade
    , turn bigint not null
    , document text not null
    -- with the session
    , expires_at bigint not null
);
create index enrolment_expiry on enrolment (expires_at);
