-- Users who lost a phone, and when it was told last: codes to numbers that were verified before open no login.
create table phone_loss (
    user_id bigint not null primary key references login_user (id),
    lost_at timestamp(6) with time zone not null
);
