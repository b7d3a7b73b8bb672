-- What the last step of an attempt came to that was asked for with a key, for a client that asks once more because no answer reached it.
create table attempt_reply (
    attempt_id     varchar(36)  not null primary key references login_attempt (id) on delete cascade,
    request_digest varchar(64)  not null,
    reason         varchar(40),
    tries_left     integer,
    next_steps     varchar(200),
    reference      varchar(9)
);
