-- Messages that were ordered and that no carrier is known to have taken; only where carrier and route are NONE.
alter table sms_traffic add column unsent bigint default 0 not null;
