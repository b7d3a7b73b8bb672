-- Carriers that nothing goes to, whoever has set them: names, separated by commas.
alter table carrier_setup add column paused varchar(1000) default '' not null;

-- The mobile network (MCC and MNC) of numbers, where operators have looked it up.
create table number_network (
    e164        varchar(16) not null primary key,
    network     varchar(6)  not null,
    known_until timestamp(6) with time zone not null
);
create index number_network_end on number_network (known_until);
