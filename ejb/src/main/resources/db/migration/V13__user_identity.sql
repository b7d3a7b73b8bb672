-- What is known of the person behind a user, sealed. It stands beside the user's row, which every login locks and reads.
create table user_identity (
    user_id         bigint        not null primary key references login_user (id),
    identity_sealed varchar(4000) not null,
    version         bigint        not null
);
