-- Orders of plastic grid cards. Whoever orders does not release: the database knows that too.
create table grid_batch (
    id          varchar(36)   not null primary key,
    card_count  integer       not null,
    printer_key varchar(4000) not null,
    state       varchar(20)   not null,
    ordered_by  varchar(64)   not null,
    ordered_at  timestamp(6) with time zone not null,
    decided_by  varchar(64),
    decided_at  timestamp(6) with time zone,
    version     bigint        not null,
    constraint grid_batch_two_persons
        check (state <> 'RELEASED' or (decided_by is not null and decided_by <> ordered_by))
);
create index grid_batch_ordered on grid_batch (ordered_at);

-- Plastic cards are nobody's until they are sent; all before were online cards.
alter table grid_card alter column user_id drop not null;
alter table grid_card add column kind varchar(20) default 'ONLINE_GRID_CARD' not null;
alter table grid_card add column batch_id varchar(36) references grid_batch (id);
alter table grid_card add column shipped_at timestamp(6) with time zone;
create unique index grid_card_serial on grid_card (kind, serial);
create index grid_card_batch on grid_card (batch_id);
