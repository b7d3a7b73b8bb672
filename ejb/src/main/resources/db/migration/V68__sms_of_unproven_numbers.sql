-- Whether the SMS was counted for its country, as one to a number that nobody has proven to hold: one that never left is uncounted again.
alter table sms_outbox add column of_unproven boolean default false not null;
