-- The help desk's case for which the limits of a number were lifted last; each case does that once.
alter table number_throttle add column cleared_case varchar(40);
