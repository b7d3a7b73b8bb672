-- What apps say of their notifications, and the tests that their users had sent.

-- The last report of each installation.
create table notification_report (
    installation_id varchar(36) not null primary key references installation (id),
    permission      varchar(20) not null,
    online          boolean     not null,
    reported_at     timestamp(6) with time zone not null
);

-- The tests of an installation within the last hour, or else its last one.
create table notification_test (
    id              varchar(36) not null primary key,
    installation_id varchar(36) not null references installation (id),
    language        varchar(10) not null,
    asked_at        timestamp(6) with time zone not null,
    sent_at         timestamp(6) with time zone,
    failed_at       timestamp(6) with time zone,
    opened_at       timestamp(6) with time zone
);
create index notification_test_installation on notification_test (installation_id, asked_at);
