-- What SMS may cost: limits by range of numbers, by country and by day. A day is counted from 1970-01-01, in UTC.

-- Codes to numbers that nobody has proven to hold, by their first seven digits: when, in milliseconds, the oldest first.
create table sms_prefix (
    prefix        varchar(7)    not null primary key,
    sent_at       varchar(2000) not null,
    alerted_until timestamp(6) with time zone,
    keep_until    timestamp(6) with time zone not null
);
create index sms_prefix_keep on sms_prefix (keep_until);

-- The same by country and day, and how many of them were entered.
create table sms_country_day (
    id        varchar(20) not null primary key,
    country   varchar(2)  not null,
    epoch_day bigint      not null,
    sent      integer     not null,
    proven    integer     not null,
    alerted   boolean     not null
);
create index sms_country_day_day on sms_country_day (epoch_day);

-- Whoever counts such a code locks the rows that its prefix and its country hash to first, and the last one for the budget:
-- the first code of a prefix or a country has no row to lock yet.
create table sms_turn (
    id integer not null primary key
);
insert into sms_turn (id)
with recursive numbers (n) as (select 0 union all select n + 1 from numbers where n < 256)
select n from numbers;

-- All SMS of a day, divided among rows so that logins do not queue up at one.
create table sms_share (
    id        integer not null primary key,
    epoch_day bigint  not null,
    sent      integer not null
);
insert into sms_share (id, epoch_day, sent)
with recursive numbers (n) as (select 0 union all select n + 1 from numbers where n < 15)
select n, 0, 0 from numbers;

-- The last alert about the day's budget.
create table sms_budget_alert (
    id        integer not null primary key,
    epoch_day bigint  not null,
    percent   integer not null
);
insert into sms_budget_alert (id, epoch_day, percent) values (1, 0, 0);
