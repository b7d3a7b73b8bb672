-- Mail addresses of users, notices by mail, and what was told by which ways.
alter table login_user add column email varchar(254);

-- The outbox: a row commits with the decision to send. next_at is when a relay may take it: a claim moves it on, and so does trouble.
create table mail_outbox (
    id            varchar(36)  not null primary key,
    recipient     varchar(254) not null,
    letter_cipher varchar(8000),
    state         varchar(20)  not null,
    tries         integer      not null,
    reply_code    integer      not null,
    created_at    timestamp(6) with time zone not null,
    expires_at    timestamp(6) with time zone not null,
    next_at       timestamp(6) with time zone not null,
    changed_at    timestamp(6) with time zone not null
);
create index mail_outbox_due on mail_outbox (state, next_at);
create index mail_outbox_changed on mail_outbox (changed_at);

-- What a user was told within the last day, so that nobody can bomb him with notices.
create table told_event (
    id      varchar(36) not null primary key,
    user_id bigint      not null references login_user (id),
    kind    varchar(40) not null,
    told_at timestamp(6) with time zone not null
);
create index told_event_user on told_event (user_id, kind, told_at);
create index told_event_at on told_event (told_at);
