-- A late word of a carrier that an order was moved away from finds it by the id that it had there.
create table sms_former_id (
    smsc_message_id varchar(80) not null,
    message_key     varchar(36) not null references sms_outbox (message_key) on delete cascade,
    primary key (smsc_message_id, message_key)
);
create index sms_former_id_order on sms_former_id (message_key);
