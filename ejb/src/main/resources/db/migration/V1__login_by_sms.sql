-- Login by password and SMS code. One script for PostgreSQL 15+ and H2: standard types only, times in UTC.

create table data_key (
    key_id        varchar(40)  not null primary key,
    purpose       varchar(20)  not null,
    master_key_id varchar(40)  not null,
    wrapped       varchar(200) not null,
    created_at    timestamp(6) with time zone not null
);

-- allocationSize 50: the persistence provider takes the value as the end of a block, so the first block is 1 to 50
create sequence login_user_seq start with 50 increment by 50;
create table login_user (
    id            bigint       not null primary key,
    user_name     varchar(64)  not null unique,
    password_hash varchar(200) not null,
    language      varchar(10)  not null,
    jurisdiction  varchar(10)  not null,
    locked        boolean      not null,
    created_at    timestamp(6) with time zone not null,
    version       bigint       not null
);

create table mobile_number (
    id             varchar(36) not null primary key,
    user_id        bigint      not null references login_user (id),
    e164           varchar(16) not null,
    verified_at    timestamp(6) with time zone,
    default_number boolean     not null,
    created_at     timestamp(6) with time zone not null,
    unique (user_id, e164)
);

-- Whoever creates users locks the one row first: two creations of one name or number queue up instead of colliding.
create table provisioning_lock (
    id integer not null primary key
);
insert into provisioning_lock (id) values (1);

-- One row a number, whoever owns it: the two-minute rule is a conditional update of this row.
create table number_throttle (
    e164        varchar(16) not null primary key,
    next_sms_at timestamp(6) with time zone not null
);

create table login_attempt (
    id             varchar(36) not null primary key,
    user_id        bigint      not null references login_user (id),
    secret_hash    varchar(64) not null,
    state          varchar(20) not null,
    client_kind    varchar(20) not null,
    client_version varchar(64) not null,
    language       varchar(10) not null,
    number_id      varchar(36) not null references mobile_number (id),
    tries_left     integer     not null,
    reference      varchar(9)  not null,
    created_at     timestamp(6) with time zone not null,
    expires_at     timestamp(6) with time zone not null,
    version        bigint      not null
);
create index login_attempt_user on login_attempt (user_id, state);
create index login_attempt_due on login_attempt (state, expires_at);

create table one_time_code (
    id         varchar(36)  not null primary key,
    purpose    varchar(20)  not null,
    subject    varchar(36)  not null,
    code_hash  varchar(120) not null,
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    ended_at   timestamp(6) with time zone
);
create index one_time_code_subject on one_time_code (subject, purpose, created_at);

create table sms_outbox (
    message_key     varchar(36)  not null primary key,
    code_id         varchar(36)  not null references one_time_code (id),
    e164            varchar(16)  not null,
    text_cipher     varchar(4000),
    state           varchar(20)  not null,
    command_status  integer      not null,
    smsc_message_id varchar(80),
    created_at      timestamp(6) with time zone not null,
    expires_at      timestamp(6) with time zone not null,
    claimed_until   timestamp(6) with time zone,
    changed_at      timestamp(6) with time zone not null
);
create index sms_outbox_waiting on sms_outbox (state, created_at);
create index sms_outbox_end on sms_outbox (expires_at);
create index sms_outbox_code on sms_outbox (code_id, created_at);
create index sms_outbox_smsc on sms_outbox (smsc_message_id);

-- A receipt may overtake the answer to the submit_sm that it is about, and waits here for it.
create table sms_receipt (
    id              varchar(36) not null primary key,
    smsc_message_id varchar(80) not null,
    state           varchar(20) not null,
    received_at     timestamp(6) with time zone not null
);
create index sms_receipt_smsc on sms_receipt (smsc_message_id);

create table gateway_presence (
    gateway varchar(60) not null primary key,
    bound   boolean     not null,
    seen_at timestamp(6) with time zone not null
);

create table signing_key (
    key_id         varchar(60)   not null primary key,
    public_jwk     varchar(1000) not null,
    private_sealed varchar(2000) not null,
    created_at     timestamp(6) with time zone not null
);

create table login_session (
    id           varchar(36) not null primary key,
    user_id      bigint      not null references login_user (id),
    attempt_id   varchar(36) not null unique references login_attempt (id),
    factor       varchar(20) not null,
    created_at   timestamp(6) with time zone not null,
    last_seen_at timestamp(6) with time zone not null,
    expires_at   timestamp(6) with time zone not null,
    ended_at     timestamp(6) with time zone
);
create index login_session_user on login_session (user_id);

create table operator (
    name       varchar(64) not null primary key,
    token_hash varchar(64) not null unique,
    created_at timestamp(6) with time zone not null
);

create sequence audit_entry_seq start with 50 increment by 50;
create table audit_entry (
    id             bigint      not null primary key,
    at             timestamp(6) with time zone not null,
    actor          varchar(80) not null,
    subject        varchar(80) not null,
    type           varchar(40) not null,
    reason         varchar(40) not null,
    reference      varchar(9)  not null,
    correlation_id varchar(36) not null
);
create index audit_entry_reference on audit_entry (reference);
create index audit_entry_subject on audit_entry (subject, at);
