-- Which run of a gateway reported last and which before it: those that report by turns have one name.
alter table gateway_presence add column run varchar(36);
alter table gateway_presence add column former_runs varchar(400);
alter table gateway_presence add column shared_at timestamp(6) with time zone;
