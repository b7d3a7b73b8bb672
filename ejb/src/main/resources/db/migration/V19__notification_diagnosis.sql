-- What tells why notifications do not come.

-- What an app says of its phone; false and empty where it cannot tell.
alter table notification_report add column power_saving boolean default false not null;
alter table notification_report add column focus boolean default false not null;
alter table notification_report add column region varchar(2) default '' not null;

-- When the app said that it came, whether its user looked at it or not.
alter table push_request add column received_at timestamp(6) with time zone;
alter table notification_test add column received_at timestamp(6) with time zone;

-- In which language a test is sent as soon as the app has told a new address.
alter table push_device add column test_language varchar(10);
