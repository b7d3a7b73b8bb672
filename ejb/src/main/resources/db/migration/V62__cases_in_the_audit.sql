-- An entry may belong to a case at the help desk, whose id is longer than that of a login.
alter table audit_entry alter column correlation_id set data type varchar(40);
