-- Login codes that go by mail too, where a jurisdiction orders it: of the code that it was mailed, of the mail which code it carries.
alter table one_time_code add column mailed boolean default false not null;
alter table mail_outbox add column code_id varchar(36);
create index mail_outbox_code on mail_outbox (code_id);
