-- Who linked a referral with a relative's, and who took one out of its family (GEN-05). Nothing is overwritten; read by the service's own
-- staff only (H7).
create table family_change (
    id         bigint generated always as identity primary key,
    reference  text        not null references case_file,
    linked     boolean     not null,
    -- Null: the referral itself joined or left, no other is named
    relative   text        references case_file,
    changed_by text        not null,
    changed_at timestamptz not null
);
create index family_change_reference on family_change (reference);

-- Of the links made before, nobody wrote down with which other referral
insert into family_change (reference, linked, changed_by, changed_at)
select reference, true, linked_by, linked_at from family_member order by linked_at;
