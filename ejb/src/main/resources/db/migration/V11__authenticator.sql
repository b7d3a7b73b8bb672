-- The authenticator: phones, what stands between a user and his phone, challenges, activations, and which phones may be used.

-- One copy of the app on one phone. It gave itself its id and its token.
create table installation (
    id          varchar(36) not null primary key,
    token_hash  varchar(64) not null,
    platform    varchar(20) not null,
    os_version  varchar(40) not null,
    app_version varchar(40) not null,
    model       varchar(60) not null,
    unlock_kind varchar(10) not null,
    sensor      boolean     not null,
    integrity   varchar(20) not null,
    pin_sealed  varchar(400),
    created_at  timestamp(6) with time zone not null,
    seen_at     timestamp(6) with time zone not null,
    version     bigint      not null
);

-- active_user is the user while the enrolment is active: a user has one authenticator at most.
create table enrolment (
    id              varchar(36)  not null primary key,
    user_id         bigint       not null references login_user (id),
    active_user     bigint       unique,
    installation_id varchar(36)  not null references installation (id),
    state           varchar(20)  not null,
    challenge_suite varchar(80)  not null,
    approval_suite  varchar(80),
    keys_sealed     varchar(800),
    approval_key    varchar(100) not null,
    credential_id   varchar(1400),
    number_id       varchar(36)  references mobile_number (id),
    created_at      timestamp(6) with time zone not null,
    last_used_at    timestamp(6) with time zone,
    ended_at        timestamp(6) with time zone,
    version         bigint       not null
);
create index enrolment_user on enrolment (user_id, created_at);
create index enrolment_installation on enrolment (installation_id, state);

-- Kept as long as the key lives: no question is asked twice of one key.
create table challenge (
    id           varchar(36) not null primary key,
    enrolment_id varchar(36) not null references enrolment (id),
    question     varchar(64) not null,
    subject      varchar(36) not null,
    created_at   timestamp(6) with time zone not null,
    expires_at   timestamp(6) with time zone not null,
    ended_at     timestamp(6) with time zone,
    unique (enrolment_id, question)
);
create index challenge_subject on challenge (subject, created_at);
create index challenge_issued on challenge (enrolment_id, created_at);

-- A session of the portal that makes one enrolment, once. What is sealed is blanked at its end.
create table activation (
    id             varchar(36)  not null primary key,
    user_id        bigint       not null references login_user (id),
    session_id     varchar(36)  not null,
    replaces       boolean      not null,
    enrolment_id   varchar(36)  not null unique,
    state          varchar(20)  not null,
    cause          varchar(40),
    reference      varchar(9)   not null,
    locator_hash   varchar(64)  not null unique,
    secret_hash    varchar(64),
    server_key     varchar(100) not null,
    secrets_sealed varchar(1000),
    tries_left     integer      not null,
    claim_hash     varchar(64),
    confirmation   varchar(64),
    model          varchar(60),
    created_at     timestamp(6) with time zone not null,
    expires_at     timestamp(6) with time zone not null,
    version        bigint       not null
);
create index activation_user on activation (user_id, state);
create index activation_end on activation (expires_at);

-- Phones that may hold an authenticator; a platform without a row may not.
create table device_rule (
    platform         varchar(20) not null primary key,
    min_os_version   varchar(40) not null,
    min_app_version  varchar(40) not null,
    lock_needed      boolean     not null,
    sensor_needed    boolean     not null,
    integrity_needed boolean     not null,
    changed_at       timestamp(6) with time zone not null
);
insert into device_rule (platform, min_os_version, min_app_version, lock_needed, sensor_needed, integrity_needed, changed_at)
values
    ('ANDROID', '6.0', '1.0', true, false, true, timestamp with time zone '2026-01-01 00:00:00+00'),
    ('IOS', '11.0', '1.0', true, true, true, timestamp with time zone '2026-01-01 00:00:00+00'),
    ('ANDROID_BROWSER', '6.0', '1.0', true, false, false, timestamp with time zone '2026-01-01 00:00:00+00'),
    ('IOS_BROWSER', '11.0', '1.0', true, false, false, timestamp with time zone '2026-01-01 00:00:00+00');

alter table login_attempt add column enrolment_id varchar(36) references enrolment (id);

alter table confirmation alter column number_id drop not null;
alter table confirmation add column enrolment_id varchar(36) references enrolment (id);
