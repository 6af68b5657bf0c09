-- Which event each consumer has processed; written in the transaction that did the work.
create table inbox (
    consumer text        not null,
    id       uuid        not null,
    seen_at  timestamptz not null default now(),
    primary key (consumer, id)
);

-- Rows arrive in the order of their time, so a block range index finds the old ones at next to no cost.
create index inbox_seen_at on inbox using brin (seen_at);
