-- All lanes of a user are found by an index when an operator opens them. Servers of the version before that still run leave it empty.
alter table failure_record add column subject varchar(200);
create index failure_record_subject on failure_record (subject);
