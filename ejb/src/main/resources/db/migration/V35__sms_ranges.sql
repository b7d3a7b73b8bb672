-- Numbers to which no SMS goes, by how they begin.
create table sms_closed_range (
    prefix    varchar(16)  not null primary key,
    note      varchar(200) not null,
    closed_at timestamp(6) with time zone not null
);
insert into sms_closed_range (prefix, note, closed_at) values ('+870', 'Inmarsat: satellite, dear', current_timestamp);
insert into sms_closed_range (prefix, note, closed_at) values ('+878', 'universal personal numbers', current_timestamp);
insert into sms_closed_range (prefix, note, closed_at) values ('+881', 'Iridium, Globalstar: satellite, dear', current_timestamp);
insert into sms_closed_range (prefix, note, closed_at) values ('+882', 'international networks', current_timestamp);
insert into sms_closed_range (prefix, note, closed_at) values ('+883', 'international networks', current_timestamp);
insert into sms_closed_range (prefix, note, closed_at) values ('+888', 'humanitarian aid', current_timestamp);
insert into sms_closed_range (prefix, note, closed_at) values ('+979', 'international premium rate', current_timestamp);

-- SMS that were asked for from one network address within an hour.
create table sms_address (
    network    varchar(60) not null primary key,
    window_end timestamp(6) with time zone not null,
    sent       integer     not null,
    alerted    boolean     not null
);
create index sms_address_end on sms_address (window_end);
