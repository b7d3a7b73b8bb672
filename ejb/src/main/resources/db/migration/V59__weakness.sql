-- Until when a factor counts as an SMS, because nothing stronger was proven for it; null for one that never did.
alter table passkey add column weak_until timestamp(6) with time zone;
alter table display_card add column weak_until timestamp(6) with time zone;
alter table card_share add column weak_until timestamp(6) with time zone;

-- Until when what comes of them does.
alter table passkey_question add column weak_until timestamp(6) with time zone;
alter table activation add column weak_until timestamp(6) with time zone;
update activation set weak_until = created_at + interval '1' day where weak = true;
