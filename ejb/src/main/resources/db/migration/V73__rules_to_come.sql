-- A rule may have a value that holds and others that are to come: the day from which one holds is part of its key.
create table jurisdiction_rule_by_day (
    jurisdiction    varchar(2)   not null,
    rule            varchar(40)  not null,
    valid_from      timestamp(6) with time zone not null,
    rule_value      varchar(40)  not null,
    legal_reference varchar(400) not null,
    constraint jurisdiction_rule_key primary key (jurisdiction, rule, valid_from)
);
insert into jurisdiction_rule_by_day (jurisdiction, rule, valid_from, rule_value, legal_reference)
select jurisdiction, rule, valid_from, rule_value, legal_reference from jurisdiction_rule;
drop table jurisdiction_rule;
alter table jurisdiction_rule_by_day rename to jurisdiction_rule;

-- Whoever changes rules locks the row of the jurisdiction first, AA to ZZ: its first rule has no row to lock yet.
create table jurisdiction_turn (
    code varchar(2) not null primary key
);
insert into jurisdiction_turn (code)
with recursive numbers (n) as (select 0 union all select n + 1 from numbers where n < 675)
select substring('ABCDEFGHIJKLMNOPQRSTUVWXYZ', n / 26 + 1, 1) || substring('ABCDEFGHIJKLMNOPQRSTUVWXYZ', mod(n, 26) + 1, 1)
from numbers;
