-- Why a gateway refused an order for good, in the words of the contract; null where it did not say.
alter table sms_outbox add column refusal varchar(16);
