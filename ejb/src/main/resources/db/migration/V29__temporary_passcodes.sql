-- What operators found out about callers, whatever came of it.
create table identity_check (
    id         varchar(36)  not null primary key,
    user_id    bigint       not null references login_user (id),
    operator   varchar(64)  not null,
    case_id    varchar(40)  not null,
    answers    varchar(200) not null,
    checked_at timestamp(6) with time zone not null
);
create index identity_check_user on identity_check (user_id);

-- Codes that were dictated on the telephone.
create table temporary_passcode (
    id            varchar(36)  not null primary key,
    user_id       bigint       not null references login_user (id),
    check_id      varchar(36)  not null references identity_check (id),
    value_hash    varchar(120) not null,
    issued_at     timestamp(6) with time zone not null,
    full_until    timestamp(6) with time zone not null,
    limited_until timestamp(6) with time zone not null,
    ended_at      timestamp(6) with time zone,
    version       bigint       not null
);
create index temporary_passcode_user on temporary_passcode (user_id, issued_at);

-- A second operator's word that a user may have one more.
create table passcode_permit (
    id         varchar(36) not null primary key,
    user_id    bigint      not null references login_user (id),
    operator   varchar(64) not null,
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    used_at    timestamp(6) with time zone,
    version    bigint      not null
);
create index passcode_permit_user on passcode_permit (user_id);

-- A phone that took the place of a lost one by what stood in for it counts for less for a while.
alter table activation add column weak boolean default false not null;
