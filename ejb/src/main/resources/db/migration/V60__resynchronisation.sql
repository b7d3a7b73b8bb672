-- Whether a card without challenges has to be found by two codes before one counts: a backup was restored that does not know its codes since.
alter table display_card add column resync_due boolean default false not null;
