-- Whose receipt the state of an order comes from: it may be faster than the word that this carrier took it.
alter table sms_outbox add column receipt_carrier varchar(15);
