-- Whose a card is, and what its user was asked with it.
alter table display_card add column user_id bigint references login_user (id);
alter table display_card add column shipped_at timestamp(6) with time zone;
alter table display_card add column activated_at timestamp(6) with time zone;
alter table display_card add column next_pin_sealed varchar(400);
alter table display_card add column wrong_answers integer default 0 not null;
alter table display_card add column blocked_until timestamp(6) with time zone;
create index display_card_user on display_card (user_id);

-- The rows stay as long as the key, so that none is asked twice.
create table card_question (
    id         varchar(36) not null primary key,
    card_id    varchar(36) not null references display_card (id),
    question   varchar(64) not null,
    subject    varchar(50) not null,
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    ended_at   timestamp(6) with time zone,
    constraint card_question_once unique (card_id, question)
);
create index card_question_subject on card_question (subject, created_at);
