-- Telephone calls under way: which reset waits for the end of each.
create table call (
    id           text   not null primary key,
    tenant_id    text   not null references tenant (id),
    challenge_id text   not null,
    -- The attempt of the challenge that it is.
    attempt      bigint not null,
    language     text   not null,
    -- How far the dialogue is, as JSON.
    dialogue     text   not null,
    -- Rises with every message of a provider: none is taken twice.
    step         bigint not null,
    -- The provider's own name for it, once known.
    provider_id  text,
    placed_at    bigint not null,
    ended_at     bigint
);
create index call_placed on call (placed_at);
