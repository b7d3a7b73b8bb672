-- Names of operators have up to 64 characters.
alter table carrier_setup alter column changed_by set data type varchar(64);
