-- Carriers and routes as operators have set them; one row. Without a book each gateway works by its own settings.
create table carrier_setup (
    id             integer     not null primary key,
    version        bigint      not null,
    book           varchar(32000),
    secrets_sealed varchar(64000),
    changed_at     timestamp(6) with time zone not null,
    changed_by     varchar(60) not null
);
insert into carrier_setup (id, version, changed_at, changed_by) values (1, 0, current_timestamp, '');
