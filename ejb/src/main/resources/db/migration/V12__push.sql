-- Push: whether a user wants it, where phones are reached, what they were asked, and how that went.

alter table login_user add column seamless boolean default true not null;

-- How an installation is reached. live_until is kept in the future by an open app.
create table push_device (
    installation_id varchar(36)  not null primary key references installation (id),
    address_sealed  varchar(3000),
    registered_at   timestamp(6) with time zone,
    rejected_at     timestamp(6) with time zone,
    live_until      timestamp(6) with time zone,
    renewal_due     boolean      not null,
    version         bigint       not null
);

-- Whether the pushes of an enrolment are paused. Only requests made after counted_since count towards a pause.
create table push_standing (
    enrolment_id  varchar(36) not null primary key references enrolment (id),
    suspended_at  timestamp(6) with time zone,
    counted_since timestamp(6) with time zone not null,
    version       bigint      not null
);

-- What a user was asked to approve; the octets that his phone signs are made of it.
create table push_request (
    id              varchar(36)  not null primary key,
    attempt_id      varchar(36)  not null references login_attempt (id),
    enrolment_id    varchar(36)  not null references enrolment (id),
    installation_id varchar(36)  not null references installation (id),
    user_name       varchar(200) not null,
    client          varchar(200) not null,
    place           varchar(200) not null,
    language        varchar(10)  not null,
    nonce           varchar(43)  not null,
    shown_number    varchar(2),
    number_misses   integer      not null,
    state           varchar(20)  not null,
    delivery        varchar(20)  not null,
    sends           integer      not null,
    next_send_at    timestamp(6) with time zone not null,
    created_at      timestamp(6) with time zone not null,
    expires_at      timestamp(6) with time zone not null,
    opened_at       timestamp(6) with time zone,
    ended_at        timestamp(6) with time zone,
    version         bigint       not null
);
create index push_request_attempt on push_request (attempt_id, created_at);
create index push_request_enrolment on push_request (enrolment_id, created_at);
create index push_request_installation on push_request (installation_id, state);
create index push_request_send on push_request (delivery, next_send_at);

-- Something that a user is told on his phone.
create table push_notice (
    id              varchar(36)   not null primary key,
    installation_id varchar(36)   not null references installation (id),
    title           varchar(200)  not null,
    body            varchar(1000) not null,
    delivery        varchar(20)   not null,
    sends           integer       not null,
    next_send_at    timestamp(6) with time zone not null,
    expires_at      timestamp(6) with time zone not null,
    version         bigint        not null
);
create index push_notice_send on push_notice (delivery, next_send_at);
