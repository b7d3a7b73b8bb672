-- The authenticator moves: to another phone, back onto the same one after its data were lost, or to another app.

-- What kind of move an activation is, from which enrolment, to which number its token went or which challenge a card was asked.
alter table activation add column move_kind varchar(20);
alter table activation add column former_id varchar(36);
alter table activation add column number_id varchar(36);
alter table activation add column card_challenge varchar(20);
alter table activation add column repeated_at timestamp(6) with time zone;

-- Until then what the phone proves counts as an SMS does.
alter table enrolment add column weak_until timestamp(6) with time zone;
alter table login_session add column weak_until timestamp(6) with time zone;

-- Moves that were made. stop_hash is of the token by which the user stops the new phone.
create table phone_move (
    id         varchar(36) not null primary key,
    user_id    bigint      not null references login_user (id),
    kind       varchar(20) not null,
    former_id  varchar(36) not null references enrolment (id),
    made_id    varchar(36) not null references enrolment (id),
    weak       boolean     not null,
    stop_hash  varchar(64) not null unique,
    created_at timestamp(6) with time zone not null,
    stopped_at timestamp(6) with time zone
);
create index phone_move_user on phone_move (user_id, created_at);
