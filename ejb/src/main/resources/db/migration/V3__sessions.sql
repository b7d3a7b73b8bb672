-- What a session must know to sign further tokens, when keys sign, and what proves a user between two logins.

alter table login_session add column client_kind varchar(20);
alter table login_session add column factor_since timestamp(6) with time zone;
alter table login_session add column authenticated_at timestamp(6) with time zone;
alter table login_session add column scope varchar(20);

update login_session
set client_kind = (select a.client_kind from login_attempt a where a.id = login_session.attempt_id),
    factor_since = created_at,
    authenticated_at = created_at,
    scope = 'FULL';

alter table login_session alter column client_kind set not null;
alter table login_session alter column factor_since set not null;
alter table login_session alter column authenticated_at set not null;
alter table login_session alter column scope set not null;

-- A key signs from its time on until the next one's; it is published from its making on.
alter table signing_key add column signs_from timestamp(6) with time zone;
update signing_key set signs_from = created_at;
alter table signing_key alter column signs_from set not null;

-- The present factor, proven once more inside a session, for one purpose.
create table confirmation (
    id         varchar(36) not null primary key,
    user_id    bigint      not null references login_user (id),
    session_id varchar(36) not null references login_session (id),
    purpose    varchar(20) not null,
    number_id  varchar(36) not null references mobile_number (id),
    tries_left integer     not null,
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    ended_at   timestamp(6) with time zone,
    version    bigint      not null
);
create index confirmation_session on confirmation (session_id, purpose, created_at);

-- A forgotten password: from the code that an operator dictates to the new password.
create table password_reset (
    id          varchar(36)  not null primary key,
    user_id     bigint       not null references login_user (id),
    state       varchar(20)  not null,
    code_hash   varchar(120) not null,
    tries_left  integer      not null,
    number_id   varchar(36)  not null references mobile_number (id),
    secret_hash varchar(64),
    created_at  timestamp(6) with time zone not null,
    expires_at  timestamp(6) with time zone not null,
    version     bigint       not null
);
create index password_reset_user on password_reset (user_id, state);
