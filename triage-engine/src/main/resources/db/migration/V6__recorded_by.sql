-- Who of the service's staff wrote the referral down from a call, an e-mail or a letter; null: the trust sent it itself.
alter table case_file add column recorded_by text;
