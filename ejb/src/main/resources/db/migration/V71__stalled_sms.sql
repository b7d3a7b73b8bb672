-- When a gateway said that no carrier that leads to the number of the SMS takes messages, and which these are, with blanks between.
alter table sms_outbox add column stalled_at timestamp(6) with time zone;
alter table sms_outbox add column stalled_for varchar(1000);
