-- Lock-out and throttles: failures by lane and by address, rules as data, limits per number, states of accounts.

-- A row a lane: the failures that still count (times in milliseconds, the oldest first), and until when it is closed.
create table failure_record (
    id           varchar(200) not null primary key,
    failed_at    varchar(2000) not null,
    closed_until timestamp(6) with time zone,
    keep_until   timestamp(6) with time zone not null
);
create index failure_record_keep on failure_record (keep_until);

-- Whoever writes a failure locks the row that its subject hashes to first: a lane's first failure has no row to lock yet.
create table failure_turn (
    id integer not null primary key
);
insert into failure_turn (id)
with recursive numbers (n) as (select 0 union all select n + 1 from numbers where n < 255)
select n from numbers;

-- What differs by jurisdiction; a rule without a row has the value of the configuration.
create table jurisdiction_rule (
    jurisdiction    varchar(2)   not null,
    rule            varchar(40)  not null,
    rule_value      varchar(40)  not null,
    legal_reference varchar(400) not null,
    valid_from      timestamp(6) with time zone not null,
    primary key (jurisdiction, rule)
);

alter table number_throttle add column sent_at varchar(1000) default '' not null;

alter table login_user add column account_kind varchar(10) default 'LIVE' not null;
alter table login_user add column account_state varchar(10) default 'OPEN' not null;

alter table login_attempt add column device varchar(40) default '' not null;
alter table login_attempt add column client_address varchar(45) default '' not null;
alter table login_attempt alter column number_id drop not null;
