-- When wrong answers to the factor were given in this lane: a complete login forgets those of its own lane.
alter table failure_record add column answered_at varchar(4000) default '' not null;
