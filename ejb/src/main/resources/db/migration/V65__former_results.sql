-- By which ids the message centers of earlier carriers know an order, a line each: their results may come once more.
alter table sms_outbox add column former_smsc_ids varchar(1000);
