-- Cards that users order, with the deposits for them. Address and PIN are sealed, and gone when a card was sent.
create table card_order (
    id             varchar(36)  not null primary key,
    user_id        bigint       not null references login_user (id),
    reference      varchar(20)  not null,
    state          varchar(20)  not null,
    requested_at   timestamp(6) with time zone not null,
    ships_from     timestamp(6) with time zone not null,
    address_sealed varchar(2400),
    pin_sealed     varchar(400),
    account        varchar(30)  not null,
    deposit_amount bigint       not null,
    currency       varchar(3)   not null,
    deposit        varchar(20)  not null,
    replaced_card  varchar(36)  references display_card (id),
    card_id        varchar(36)  references display_card (id),
    due_at         timestamp(6) with time zone,
    version        bigint       not null,
    constraint card_order_card unique (card_id)
);
create index card_order_user on card_order (user_id);
create index card_order_state on card_order (state, requested_at);
create index card_order_due on card_order (due_at);

-- What the back office has to book, each once.
create table card_charge (
    id        varchar(36)  not null primary key,
    order_id  varchar(36)  not null references card_order (id),
    kind      varchar(30)  not null,
    amount    bigint       not null,
    currency  varchar(3)   not null,
    account   varchar(30)  not null,
    reference varchar(20)  not null,
    at        timestamp(6) with time zone not null,
    booked_at timestamp(6) with time zone,
    constraint card_charge_once unique (order_id, kind)
);
create index card_charge_booked on card_charge (booked_at, at);
