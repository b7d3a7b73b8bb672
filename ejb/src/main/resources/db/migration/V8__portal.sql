-- Sessions of browsers, and what the portal tells a user about himself.

-- A browser's session is opened by a cookie, of which the hash is kept; a session behind tokens has none.
alter table login_session add column cookie_hash varchar(64);
create unique index login_session_cookie on login_session (cookie_hash);

alter table login_user add column password_changed_at timestamp(6) with time zone;

-- Devices that were recognised for the last time before are forgotten.
alter table login_user add column devices_since timestamp(6) with time zone;

-- What logins came to, for their users. Under the id of the attempt; a refusal has an id of its own. Kept for 90 days.
create table login_event (
    id             varchar(36) not null primary key,
    subject        varchar(80) not null,
    at             timestamp(6) with time zone not null,
    outcome        varchar(20) not null,
    client_kind    varchar(20) not null,
    factor         varchar(20),
    client_address varchar(45) not null,
    times          integer     not null,
    password_known boolean     not null,
    disowned_at    timestamp(6) with time zone
);
create index login_event_subject on login_event (subject, at);
create index login_event_at on login_event (at);
