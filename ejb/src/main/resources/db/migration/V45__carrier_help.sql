-- Whom people ask whose carrier filters text messages, by the country of the number; operators change it.
create table carrier_help (
    country    varchar(2)   not null primary key,
    contact    varchar(200) not null,
    changed_at timestamp(6) with time zone not null
);
insert into carrier_help (country, contact, changed_at) values ('CA', '611', current_timestamp);
insert into carrier_help (country, contact, changed_at) values ('CN', 'China Mobile 10086, China Unicom 10010, China Telecom 10000', current_timestamp);
insert into carrier_help (country, contact, changed_at) values ('IN', '1909 (TRAI)', current_timestamp);
insert into carrier_help (country, contact, changed_at) values ('US', '611', current_timestamp);

-- The messages of each user that he was told did not come, by when they were sent.
create table sms_trouble (
    user_id bigint       not null primary key references login_user (id),
    sent_at varchar(200) not null
);
