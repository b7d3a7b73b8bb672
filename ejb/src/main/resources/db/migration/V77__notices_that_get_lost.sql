-- What a notice on the phone is about, so that its user is told in another way if it does not get there.
alter table push_notice add column user_id bigint references login_user (id);
alter table push_notice add column about varchar(40);
alter table push_notice add column used varchar(10);
