-- When a gateway said that no carrier that leads to the number of the SMS takes messages.
alter table sms_outbox add column stalled_at timestamp(6) with time zone;
