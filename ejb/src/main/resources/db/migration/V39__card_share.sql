-- With whom a card is used beside its owner. Rows stay: logins may name them.
create table card_share (
    id           varchar(36) not null primary key,
    card_id      varchar(36) not null references display_card (id),
    user_id      bigint      not null references login_user (id),
    state        varchar(20) not null,
    requested_at timestamp(6) with time zone not null,
    active_since timestamp(6) with time zone,
    version      bigint      not null
);
create index card_share_card on card_share (card_id);
create index card_share_user on card_share (user_id);
