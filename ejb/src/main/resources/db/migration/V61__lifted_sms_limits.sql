-- The help desk's cases for which the limits of a number were lifted; each case does that once, whatever came between.
create table lifted_sms_limit (
    e164    varchar(16) not null references number_throttle (e164),
    case_id varchar(40) not null,
    primary key (e164, case_id)
);
insert into lifted_sms_limit (e164, case_id) select e164, cleared_case from number_throttle where cleared_case is not null;
-- number_throttle.cleared_case stays for servers of the version before that still run, and is read no more.
