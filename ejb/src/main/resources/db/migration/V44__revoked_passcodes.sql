-- A passcode that was ended before its time is not one that something better took the place of.
alter table temporary_passcode add column revoked_at timestamp(6) with time zone;
