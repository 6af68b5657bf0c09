-- A referral as its trust sees it. Names the patient: read by intake only.
create table referral (
    reference               text        primary key,
    organisation            text        not null,
    submitted_by            text        not null,
    intent                  text        not null,
    local_reference         text,
    document                jsonb       not null,
    flags                   jsonb       not null default '[]',
    nhs_number              text,
    folded_name             text        not null,
    date_of_birth           date,
    status                  text        not null,
    is_open                 boolean     not null generated always as
        (status in ('RECEIVED', 'AWAITING_INFORMATION', 'AWAITING_DECISION', 'ACCEPTED', 'IN_PATHWAY')) stored,
    death_reported          boolean     not null default false,
    asked_for               jsonb       not null default '[]',
    asked_until             date,
    information_supplied_at timestamptz,
    submitted_at            timestamptz not null,
    changed_at              timestamptz not null,
    constraint referral_status check (status in ('RECEIVED', 'AWAITING_INFORMATION', 'AWAITING_DECISION', 'ACCEPTED',
        'NOT_ACCEPTED', 'ADVICE_GIVEN', 'IN_PATHWAY', 'WITHDRAWN', 'DISCHARGED'))
);

comment on column referral.document is 'The referral with what was supplied since; what that replaced is kept in information.previous';
comment on column referral.folded_name is 'Family and given name without case, accents and punctuation, for the search for duplicates only';
comment on column referral.asked_for is 'What the service asks for now: [{field, why}]; empty when it asks for nothing';

-- A trust's own list, by keyset, with and without a status: the cost is that of the page.
create index referral_of_trust on referral (organisation, changed_at, reference);
create index referral_of_trust_by_status on referral (organisation, status, changed_at, reference);

-- Whose referral is open already.
create index referral_open_nhs_number on referral (nhs_number) where is_open;
create index referral_open_identity on referral (folded_name, date_of_birth) where is_open and date_of_birth is not null;

create table possible_duplicate (
    reference text not null references referral,
    earlier   text not null references referral,
    primary key (reference, earlier)
);
create index possible_duplicate_earlier on possible_duplicate (earlier);

create table referral_timeline (
    position  bigint generated always as identity primary key,
    reference text        not null references referral,
    at        timestamptz not null,
    event     text        not null,
    words     text        not null
);
create index referral_timeline_of_reference on referral_timeline (reference, at, position);

-- Each answer to a request for information, as supplied.
create table information (
    id            uuid        primary key,
    reference     text        not null references referral,
    supplied_by   text        not null,
    supplied_at   timestamptz not null,
    clinical      jsonb       not null,
    not_available jsonb       not null,
    note          text,
    previous      jsonb       not null
);
create index information_of_reference on information (reference, supplied_at);
comment on column information.previous is 'The values of the fields this answer replaced';

create table letter (
    id            uuid        primary key,
    reference     text        not null references referral,
    kind          text        not null,
    title         text        not null,
    body          text        not null,
    author_name   text        not null,
    author_role   text,
    issued_at     timestamptz not null,
    replaces      uuid,
    first_read_at timestamptz,
    first_read_by text
);
create index letter_of_reference on letter (reference, issued_at, id);
create index letter_replaces on letter (replaces) where replaces is not null;
