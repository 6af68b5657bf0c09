-- Contacts of which no referral comes (REF-10): triage says so, once a member of staff has.
alter table referral_contact
    add column closed_at timestamptz,
    add column closed_because text,
    add column closed_by text,
    add constraint referral_contact_closed check (num_nulls(closed_at, closed_because, closed_by) in (0, 3));

comment on column referral_contact.closed_because is 'A code. A referral may be written down all the same; then that counts';
