-- A forgotten password asks for the user's factor, of whatever kind, from the moment on in which the reset code is shown.
-- number_id is written by servers of the version before alone.
alter table password_reset add column factor_kind varchar(20);
alter table password_reset add column factor_id varchar(36);
alter table password_reset alter column number_id drop not null;
