-- Display cards in stock, and the batches of key files in which they came.

-- Whoever brought a batch in does not release it: the database knows that too.
create table card_batch (
    id             varchar(36)  not null primary key,
    format         varchar(20)  not null,
    protection     varchar(20)  not null,
    file_digest    varchar(64)  not null,
    card_count     integer      not null,
    refused_count  integer      not null,
    state          varchar(20)  not null,
    imported_by    varchar(64)  not null,
    imported_at    timestamp(6) with time zone not null,
    decided_by     varchar(64),
    decided_at     timestamp(6) with time zone,
    version        bigint       not null,
    constraint card_batch_two_persons
        check (state <> 'RELEASED' or (decided_by is not null and decided_by <> imported_by))
);
create index card_batch_imported on card_batch (imported_at);

-- What became of each row of the file. It outlives the keys.
create table card_batch_row (
    batch_id varchar(36) not null references card_batch (id),
    file_position integer not null,
    serial   varchar(40),
    reason   varchar(40),
    primary key (batch_id, file_position)
);

create table display_card (
    id           varchar(36) not null primary key,
    batch_id     varchar(36) not null references card_batch (id),
    manufacturer varchar(64) not null,
    serial       varchar(40) not null,
    model        varchar(64),
    suite        varchar(80) not null,
    key_sealed   varchar(600) not null,
    pin_sealed   varchar(400),
    next_counter bigint      not null,
    drift_steps  integer     not null,
    valid_from   timestamp(6) with time zone,
    valid_until  timestamp(6) with time zone,
    state        varchar(20) not null,
    created_at   timestamp(6) with time zone not null,
    version      bigint      not null,
    constraint display_card_name unique (serial, manufacturer)
);
create index display_card_batch on display_card (batch_id);
