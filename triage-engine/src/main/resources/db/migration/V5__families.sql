-- Referrals of one family (GEN-05). Read by the service's own staff only: no event carries it (H7).
create table family_member (
    reference text primary key references case_file,
    family    uuid        not null,
    linked_by text        not null,
    linked_at timestamptz not null
);
create index family_member_family on family_member (family);
