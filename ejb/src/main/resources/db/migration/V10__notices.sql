-- A notice is an SMS without a code.
alter table sms_outbox alter column code_id drop not null;
