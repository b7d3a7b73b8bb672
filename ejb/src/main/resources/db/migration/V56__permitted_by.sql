-- By which kind of factor the change of the number was confirmed, while permitted_until lasts. Null where none was, and in rows from before.
alter table mobile_number add column permitted_by varchar(20);
