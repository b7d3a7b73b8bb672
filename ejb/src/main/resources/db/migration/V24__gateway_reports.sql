-- The last report of a gateway as it came, with the state of each carrier and the reasons of its sessions.
alter table gateway_presence add column report text;
