-- The key pair by which push services of browsers know this product, one row. Subscriptions are bound to it, so it stays.
create table vapid_key (
    key_id         varchar(60)   not null primary key,
    public_jwk     varchar(1000) not null,
    private_sealed varchar(2000) not null,
    created_at     timestamp(6) with time zone not null
);
