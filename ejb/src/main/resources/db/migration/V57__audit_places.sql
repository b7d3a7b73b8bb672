-- A keyed hash over the place that the sealer gave an entry: whoever chains the table anew has not its key.

-- Null of what was sealed by an earlier version. Whether it may be null, the entry's content_mac says.
alter table audit_entry add column place_mac varchar(120);
