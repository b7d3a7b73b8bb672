-- Which factor answers, of whatever kind.

alter table login_attempt add column factor_kind varchar(20);
alter table login_attempt add column factor_id varchar(36);
update login_attempt
set factor_kind = case when enrolment_id is not null then 'AUTHENTICATOR' when number_id is not null then 'SMS' end,
    factor_id = coalesce(enrolment_id, number_id);
alter table login_attempt drop column enrolment_id;
alter table login_attempt drop column number_id;

alter table confirmation add column factor_kind varchar(20);
alter table confirmation add column factor_id varchar(36);
update confirmation
set factor_kind = case when enrolment_id is not null then 'AUTHENTICATOR' else 'SMS' end,
    factor_id = coalesce(enrolment_id, number_id);
alter table confirmation alter column factor_kind set not null;
alter table confirmation alter column factor_id set not null;
alter table confirmation drop column enrolment_id;
alter table confirmation drop column number_id;

-- When a factor completed a login last.
create table factor_use (
    factor_id varchar(36) not null primary key,
    user_id   bigint      not null references login_user (id),
    used_at   timestamp(6) with time zone not null
);
create index factor_use_user on factor_use (user_id);
