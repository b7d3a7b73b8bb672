-- Whose account a user acts for, and what stands on it, sealed.
create table user_holder (
    user_id       bigint        not null primary key references login_user (id),
    holder_sealed varchar(1200) not null,
    version       bigint        not null
);
