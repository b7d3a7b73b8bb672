-- When limits were lifted: what nobody can ask for once more goes after a while. Servers of the version before that still run leave it to
-- the database.
alter table lifted_sms_limit add column lifted_at timestamp(6) with time zone default current_timestamp not null;
create index lifted_sms_limit_at on lifted_sms_limit (lifted_at);
