-- Apps of other makers that show codes by time.
create table totp_app (
    id            varchar(36)   not null primary key,
    user_id       bigint        not null references login_user (id),
    label         varchar(40)   not null,
    state         varchar(20)   not null,
    secret_sealed varchar(200),
    last_step     bigint        not null,
    created_at    timestamp(6) with time zone not null,
    activated_at  timestamp(6) with time zone,
    version       bigint        not null
);
create index totp_app_user on totp_app (user_id);
