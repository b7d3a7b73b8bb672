-- A data key is current until another one of its purpose takes over.
alter table data_key add column superseded_at timestamp(6) with time zone;
