alter table activation add column unproven boolean default false not null;
