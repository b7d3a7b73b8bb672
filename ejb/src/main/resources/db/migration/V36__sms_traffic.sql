-- By which carrier and route an SMS went, once one has taken it.
alter table sms_outbox add column carrier varchar(15);
alter table sms_outbox add column route varchar(16);

-- What was ordered within five minutes to one country and went by one route of one carrier, and how soon it was there, in seconds.
create table sms_traffic (
    starts_at   timestamp(6) with time zone not null,
    country     varchar(2)     not null,
    carrier     varchar(15)    not null,
    route       varchar(16)    not null,
    sent        bigint         not null,
    parts       bigint         not null,
    cost        numeric(18, 6) not null,
    delivered   bigint         not null,
    failed      bigint         not null,
    within_5    bigint         not null,
    within_10   bigint         not null,
    within_20   bigint         not null,
    within_30   bigint         not null,
    within_60   bigint         not null,
    within_120  bigint         not null,
    within_300  bigint         not null,
    within_more bigint         not null,
    primary key (starts_at, country, carrier, route)
);

-- Until when nobody is told again that SMS fare badly there.
create table sms_traffic_alert (
    place       varchar(60) not null primary key,
    quiet_until timestamp(6) with time zone not null
);
