-- Codes on paper: the hashes of those that are left, as ciphertext.
create table recovery_set (
    id            varchar(36) not null primary key,
    user_id       bigint      not null references login_user (id),
    hashes_sealed varchar(1200),
    codes_left    integer     not null,
    created_at    timestamp(6) with time zone not null,
    ended_at      timestamp(6) with time zone,
    version       bigint      not null
);
create index recovery_set_user on recovery_set (user_id);
