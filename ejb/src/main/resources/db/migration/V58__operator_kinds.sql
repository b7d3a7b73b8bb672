-- What an operator's token opens. An older server's command names none: its operators may do everything, as before.
alter table operator add column kind varchar(20) default 'ALL' not null;

-- The kind of an operator that was created; null where he may do everything.
alter table operator_change add column operator_kind varchar(20);
