-- Who telephoned or wrote to the service about a patient (REF-10). The referral that comes of it gets the same reference:
-- whether it was written down is whether that referral exists.
create table referral_contact (
    reference      text        primary key,
    form           uuid        not null unique,
    channel        text        not null,
    organisation   text        not null,
    team           text,
    clinician_name text        not null,
    clinician_role text,
    email          text        not null,
    telephone      text,
    note           text,
    received_at    timestamptz not null,
    recorded_by    text        not null,
    recorded_at    timestamptz not null,
    constraint referral_contact_channel check (channel in ('EMAIL', 'TELEPHONE', 'LETTER'))
);

comment on column referral_contact.form is 'Made with the page it was typed on: the page sent twice is one contact';
comment on column referral_contact.note is 'In words of the service''s own staff; may name the patient, and goes nowhere else';

create index referral_contact_received_at on referral_contact (received_at, reference);
