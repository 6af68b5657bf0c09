-- The first answer to each Idempotency-Key, written in the transaction that did what the answer promises.
create table idempotency (
    account      text        not null,
    call         text        not null,
    key          text        not null,
    request_hash bytea       not null,
    status       int,
    location     text,
    body         bytea,
    created_at   timestamptz not null,
    primary key (account, call, key)
) with (fillfactor = 80);

comment on column idempotency.status is 'Null only within the transaction that is at work on the answer';

create index idempotency_created_at on idempotency using brin (created_at);
