-- One row for each reference that was ever written to. Its row lock puts everything about one reference in order:
-- recording a milestone, closing, and what became of an e-mail.
create table correspondence (
    reference text primary key,
    -- The milestone that closed the reference (withdrawn or died); null while e-mails may go out.
    closed_by uuid
);

-- One logical delivery: one milestone to one mailbox. It keeps what was written, as the audit copy.
create table delivery (
    id            bigint generated always as identity primary key,
    event_id      uuid        not null,
    recipient     text        not null,
    reference     text        not null references correspondence,
    milestone     text        not null,
    subject       text        not null,
    body_text     text        not null,
    body_html     text        not null,
    created_at    timestamptz not null,
    state         text        not null check (state in
        ('PENDING', 'SENDING', 'SENT', 'UNDELIVERABLE', 'SUPPRESSED', 'CANCELLED')),
    -- When the present state began.
    state_since   timestamptz not null,
    -- How often it was handed to a mail server, or tried to be.
    attempts      integer     not null default 0,
    -- Whether an attempt may have arrived although no answer said so.
    uncertain     boolean     not null default false,
    -- PENDING: not before. SENDING: the claim holds until.
    due_at        timestamptz,
    -- SENDING only: whose attempt it is.
    claim         uuid,
    smtp_code     integer,
    cause         text,
    unique (event_id, recipient),
    check ((state in ('PENDING', 'SENDING')) = (due_at is not null)),
    check ((state = 'SENDING') = (claim is not null))
);

create index delivery_reference on delivery (reference, id);

-- Only what still waits is searched by the senders: the cost does not grow with what was ever sent.
create index delivery_due on delivery (due_at) where state in ('PENDING', 'SENDING');
create index delivery_waiting on delivery (reference, id) where state in ('PENDING', 'SENDING');
