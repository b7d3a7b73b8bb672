-- The SMS that one client has asked for on a day (UTC), divided among rows like those of all. The alert of a day stands in the first row.
create table sms_client_share (
    client      varchar(64) not null,
    id          integer     not null,
    epoch_day   bigint      not null,
    sent        integer     not null,
    alerted_day bigint      not null,
    primary key (client, id)
);

-- Whoever makes the rows of a client that has none locks this one, behind all other turns.
insert into sms_turn (id) values (257);

-- The day, counted from 1970-01-01, whose codes the number was last proven by.
alter table number_throttle add column proven_day bigint default 0 not null;

-- The last alert about the day's most.
insert into sms_budget_alert (id, epoch_day, percent) values (2, 0, 0);
