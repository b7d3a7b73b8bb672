-- Cards that are tidied are found by an index, and not behind the whole stock or behind those that were wiped long ago.
alter table grid_card add column wiped boolean default false not null;
create index grid_card_to_wipe on grid_card (wiped, expires_at);
create index grid_card_shown on grid_card (state, created_at);
