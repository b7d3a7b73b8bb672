-- Key pairs that users' devices keep, and what these were asked to sign.
create table passkey (
    id              varchar(36)   not null primary key,
    user_id         bigint        not null references login_user (id),
    label           varchar(40)   not null,
    state           varchar(20)   not null,
    user_handle     varchar(43)   not null,
    credential      varchar(1366) not null,
    credential_data varchar(3000) not null,
    sign_count      bigint        not null,
    transports      varchar(200)  not null,
    created_at      timestamp(6) with time zone not null,
    version         bigint        not null,
    constraint passkey_credential unique (credential)
);
create index passkey_user on passkey (user_id);

create table passkey_question (
    subject     varchar(50) not null primary key,
    challenge   varchar(43) not null,
    passkey_id  varchar(36),
    user_handle varchar(43),
    expires_at  timestamp(6) with time zone not null,
    ended_at    timestamp(6) with time zone,
    version     bigint      not null
);
create index passkey_question_end on passkey_question (expires_at);

-- Clients that cannot ask for a passkey are asked for something else.
alter table login_attempt add column passkeys boolean default false not null;
