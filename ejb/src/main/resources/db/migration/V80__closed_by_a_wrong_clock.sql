-- When a lane was closed: one that was closed by a clock that has been set back since is found by it, and closed from then on. Of what was
-- closed before nobody knows; it ends as it would have.
alter table failure_record add column closed_at timestamp(6) with time zone;
create index failure_record_closed on failure_record (closed_at);
