-- Cards with a grid of cells, and what was asked of them.
create table grid_card (
    id           varchar(36)  not null primary key,
    user_id      bigint       not null references login_user (id),
    serial       varchar(20)  not null,
    state        varchar(20)  not null,
    cells_sealed varchar(800),
    used_cells   varchar(100) not null,
    first_cell   integer,
    second_cell  integer,
    created_at   timestamp(6) with time zone not null,
    activated_at timestamp(6) with time zone,
    expires_at   timestamp(6) with time zone,
    version      bigint       not null
);
create index grid_card_user on grid_card (user_id);

-- The rows stay as long as the card, so that no pair that was answered wrongly is asked for again.
create table grid_question (
    id          varchar(36) not null primary key,
    card_id     varchar(36) not null references grid_card (id),
    subject     varchar(50) not null,
    turn        integer     not null,
    first_cell  integer     not null,
    second_cell integer     not null,
    created_at  timestamp(6) with time zone not null,
    burnt_at    timestamp(6) with time zone
);
create index grid_question_subject on grid_question (subject, turn);
create index grid_question_card on grid_question (card_id);
