-- The case file: everything known of one referral. Holds direct identifiers; the engine's tables never do.
create table case_file (
    reference         text primary key,
    status            text        not null,
    received_at       timestamptz not null,
    referral          jsonb       not null,
    clinical          jsonb       not null,
    not_available     jsonb       not null default '[]',
    flags             jsonb       not null default '[]',
    duplicates        jsonb       not null default '[]',
    priority          text        not null,
    evaluation        integer     not null default 0,
    recommendation    jsonb,
    accepted          boolean     not null default false,
    patient_died      boolean     not null default false,
    withdrawal_reason text,
    closed            boolean     not null default false,
    changed_at        timestamptz not null
);
create index case_file_status on case_file (status, received_at);

-- What referrers added: the old value of every field stays in the record before it.
create table information (
    information_id uuid primary key,
    reference      text        not null references case_file,
    supplied_at    timestamptz not null,
    clinical       jsonb       not null,
    not_available  jsonb       not null,
    note           text,
    clinical_before jsonb      not null
);
create index information_reference on information (reference);

create table evaluation (
    reference text        not null references case_file,
    number    integer     not null,
    at        timestamptz not null,
    inputs    jsonb       not null,
    result    jsonb       not null,
    primary key (reference, number)
);

-- A message is recorded before it is correlated. Rows stay until a process received them.
create table pending_message (
    id          bigint generated always as identity primary key,
    event_id    uuid        not null unique,
    reference   text        not null,
    event       jsonb       not null,
    event_type  text        not null,
    applied     boolean     not null,
    state       text        not null default 'PENDING',
    recorded_at timestamptz not null,
    next_try_at timestamptz not null
);
create index pending_message_reference on pending_message (reference, id);
create index pending_message_due on pending_message (next_try_at) where state = 'PENDING';

create table letter (
    letter_id   uuid primary key,
    reference   text        not null references case_file,
    issued_at   timestamptz not null,
    kind        text        not null,
    title       text        not null,
    body        text        not null,
    author      text        not null,
    author_name text        not null,
    author_role text        not null
);
create index letter_reference on letter (reference, issued_at);

-- Who completed which task, and with what coded answer.
create table task_decision (
    task_id    text primary key,
    reference  text,
    task       text        not null,
    decided_by text        not null,
    decided_at timestamptz not null,
    answers    jsonb       not null,
    evaluation integer
);
create index task_decision_reference on task_decision (reference, decided_at);

-- Dead letters, kept with their original bytes until somebody replays or discards them. May hold identifiers.
create table unprocessable (
    id          uuid primary key,
    reference   text,
    topic       text        not null,
    record_partition integer not null,
    record_offset bigint    not null,
    record_key  bytea,
    record_value bytea,
    headers     jsonb       not null,
    cause       text        not null,
    recorded_at timestamptz not null,
    resolution  text,
    resolved_by text,
    resolved_at timestamptz
);

create table undeliverable (
    id          uuid primary key,
    reference   text        not null,
    event_id    uuid        not null,
    milestone   text        not null,
    cause       text,
    recorded_at timestamptz not null,
    mailbox     text,
    mailbox_by  text,
    resolution  text
);
create index undeliverable_reference on undeliverable (reference);
