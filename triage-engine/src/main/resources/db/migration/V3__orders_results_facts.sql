-- What the service asked others for: tests, funding, appointments. The id is shown on forms and quoted by who reports.
create table orders (
    order_id  text primary key,
    reference text        not null references case_file,
    number    integer     not null,
    kind      text        not null,
    state     text        not null,
    placed_at timestamptz not null,
    placed_by text,
    ended_at  timestamptz,
    unique (reference, number)
);

-- What laboratories, funders, booking systems and trusts reported; a higher version replaces the lower ones.
create table reported_result (
    event_id   uuid primary key,
    reference  text        not null references case_file,
    sender     text        not null,
    result_id  text        not null,
    version    integer     not null,
    event_type text        not null,
    event      jsonb       not null,
    order_id   text,
    replaced   boolean     not null default false,
    delivered  boolean     not null default false,
    recorded_at timestamptz not null,
    unique (sender, result_id, version)
);
create index reported_result_reference on reported_result (reference, recorded_at);

-- Clinical facts learnt since the referral. Nothing is overwritten: the newest that is not revoked counts.
create table case_fact (
    id        bigint generated always as identity primary key,
    reference text        not null references case_file,
    name      text        not null,
    value     jsonb       not null,
    known_at  timestamptz not null,
    source    text        not null,
    result    uuid references reported_result,
    revoked   boolean     not null default false
);
create index case_fact_reference on case_fact (reference, name, id);

-- In which process it was decided, to tell who placed an order.
alter table task_decision add column process_instance text;
create index task_decision_process on task_decision (process_instance, decided_at);
