-- Renewal of challenge keys: an enrolment has one key after the other, and each question is asked once of a key.
alter table enrolment add column key_number integer default 1 not null;
alter table enrolment add column old_key_number integer;
alter table enrolment add column old_key_sealed varchar(400);

-- A question counts for the key that was the newest when it was asked. The table is written anew, because the rule that it replaces has no
-- name of its own.
create table challenge_of_key (
    id           varchar(36) not null primary key,
    enrolment_id varchar(36) not null references enrolment (id),
    key_number   integer     not null,
    question     varchar(64) not null,
    subject      varchar(36) not null,
    created_at   timestamp(6) with time zone not null,
    expires_at   timestamp(6) with time zone not null,
    ended_at     timestamp(6) with time zone,
    constraint challenge_once unique (enrolment_id, key_number, question)
);
insert into challenge_of_key (id, enrolment_id, key_number, question, subject, created_at, expires_at, ended_at)
select id, enrolment_id, 1, question, subject, created_at, expires_at, ended_at from challenge;
drop table challenge;
alter table challenge_of_key rename to challenge;
create index challenge_subject on challenge (subject, created_at);
create index challenge_issued on challenge (enrolment_id, created_at);

-- The last renewal of an enrolment. What is sealed is blanked when the phone has confirmed.
create table renewal (
    enrolment_id  varchar(36)  not null primary key references enrolment (id),
    id            varchar(36)  not null,
    server_key    varchar(140) not null,
    secret_sealed varchar(400),
    claim_hash    varchar(64),
    confirmation  varchar(64),
    version       bigint       not null
);
