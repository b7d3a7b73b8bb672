-- Sessions of browsers, and what the portal tells a user about himself.

-- A browser's session is opened by a cookie, of which the hash is kept; a session behind tokens has none.
alter table login_session add column cookie_hash varchar(64);
create unique index login_session_cookie on login_session (cookie_hash);

alter table login_user add column password_changed_at timestamp(6) with time zone;
