-- Why a card ended, and when.
alter table display_card add column ended_as varchar(20);
alter table display_card add column ended_at timestamp(6) with time zone;
