-- What laboratories, funders, booking systems and trusts reported, each version as it was published. Names nobody: the
-- subject is compared with the referral and not kept.
create table result (
    sender      text        not null,
    result_id   text        not null,
    version     int         not null,
    kind        text        not null,
    reference   text        not null references referral,
    laboratory  text,
    report      jsonb       not null,
    received_at timestamptz not null,
    primary key (sender, result_id, version)
);
create index result_of_reference on result (reference, received_at);

-- A report refused because its subject is not the referral's patient: told once, however often it is sent.
create table subject_mismatch (
    sender     text        not null,
    result_id  text        not null,
    version    int         not null,
    kind       text        not null,
    reference  text        not null references referral,
    noticed_at timestamptz not null,
    primary key (sender, result_id, version, kind, reference)
);
