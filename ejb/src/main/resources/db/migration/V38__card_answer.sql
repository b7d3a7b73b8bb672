-- What the last answer was that a user gave with a card; never what he typed.
create table card_answer (
    held_id          varchar(36) not null primary key,
    reading          varchar(16) not null,
    other_card_id    varchar(36),
    answered_at      timestamp(6) with time zone not null,
    wrong_question   varchar(64),
    wrong_challenges integer default 0 not null
);
create index card_question_card on card_question (card_id, created_at);
