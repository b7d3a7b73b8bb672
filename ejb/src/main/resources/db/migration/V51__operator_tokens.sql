-- When an operator's token ends; null where it ends with its operator alone.
alter table operator add column token_ends_at timestamp(6) with time zone;

-- What a command changed outside of the server, until a server has made an entry of the audit of it: a command has no key for that.
create table operator_change (
    id         varchar(36) not null primary key,
    name       varchar(64) not null,
    kind       varchar(20) not null,
    changed_at timestamp(6) with time zone not null
);

-- The reason of a changed rule has its old and new value.
alter table audit_entry alter column reason set data type varchar(80);
