-- The latest time step of an app whose code came again and whose user was told of that; below all steps where there was none.
alter table totp_app add column told_step bigint default -1 not null;
