-- The audit chain: entries get their place after their commit, and the head of the chain is signed from time to time.

-- content_mac comes with the entry; the other four stay null until the entry is sealed, and are then never changed.
alter table audit_entry add column content_mac varchar(120) default '' not null;
alter table audit_entry add column sequence_no bigint;
alter table audit_entry add column epoch integer;
alter table audit_entry add column previous_hash varchar(64);
alter table audit_entry add column chain_hash varchar(64);

-- What was written before there was a chain has no keyed hash and stays outside of it, with a number below zero.
update audit_entry set sequence_no = -id;

-- Whoever seals, this decides: no number twice. The index also finds what has no number yet.
alter table audit_entry add constraint audit_entry_sequence unique (sequence_no);

create index audit_entry_at on audit_entry (at, id);

-- The head of the chain, one row, locked by whoever appends. The epoch is raised when a backup was restored on purpose.
create table audit_chain (
    id          integer     not null primary key,
    sequence_no bigint      not null,
    chain_hash  varchar(64) not null,
    epoch       integer     not null
);
insert into audit_chain (id, sequence_no, chain_hash, epoch)
    values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000', 1);

-- Which node seals, one row, taken by a conditional update.
create table audit_lease (
    id         integer     not null primary key,
    holder     varchar(36) not null,
    held_until timestamp(6) with time zone not null
);
insert into audit_lease (id, holder, held_until) values (1, '', timestamp with time zone '2000-01-01 00:00:00+00');

create sequence audit_head_seq start with 1 increment by 1;
create table audit_head (
    id          bigint        not null primary key,
    sequence_no bigint        not null,
    signed_at   timestamp(6) with time zone not null,
    jws         varchar(1000) not null
);
create index audit_head_sequence on audit_head (sequence_no, id);

create table audit_signing_key (
    key_id         varchar(60)   not null primary key,
    public_jwk     varchar(1000) not null,
    private_sealed varchar(2000) not null,
    created_at     timestamp(6) with time zone not null
);
