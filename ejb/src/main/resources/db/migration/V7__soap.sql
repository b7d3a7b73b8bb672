-- The callers of the SOAP interface, and the nonces of their messages for as long as one could be repeated.

create table back_office_client (
    name          varchar(64)  not null primary key,
    secret_sealed varchar(400) not null,
    created_at    timestamp(6) with time zone not null
);

-- The primary key refuses a message that any node has taken before.
create table used_nonce (
    client     varchar(64) not null,
    nonce_hash varchar(64) not null,
    expires_at timestamp(6) with time zone not null,
    primary key (client, nonce_hash)
);
create index used_nonce_end on used_nonce (expires_at);
