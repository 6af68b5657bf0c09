-- Records that a transaction promised to publish. The relay sends the oldest first and deletes what Kafka acknowledged,
-- so the table is nearly empty unless the broker is away.
create table outbox (
    position    bigint generated always as identity primary key,
    topic       text        not null,
    key         bytea,
    headers     text        not null,
    value       bytea,
    appended_at timestamptz not null default now()
) with (
    -- A queue in a table: every row dies young, so clean up by number, not by share of a table that is mostly empty.
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 2000,
    autovacuum_vacuum_cost_delay = 0
);

comment on column outbox.position is 'Per referral reference this is causal order: appends of one reference happen under its row lock';
comment on column outbox.headers is 'JSON object: name of the Kafka header to its bytes in base64';
