-- Numbers that users verify themselves: where each stands, and the confirm code that it waits for.

alter table mobile_number add column state varchar(20) default 'ADDED' not null;
update mobile_number set state = 'VERIFIED' where verified_at is not null;
-- No reference to one_time_code: a code is purged a day after its end, and the number stays.
alter table mobile_number add column code_id varchar(36);
alter table mobile_number add column tries_left integer default 0 not null;
alter table mobile_number add column permitted_until timestamp(6) with time zone;

-- What the carrier says of an SMS: the reason behind the state.
alter table sms_outbox add column receipt_state varchar(20);
create index sms_outbox_number on sms_outbox (e164, created_at);
