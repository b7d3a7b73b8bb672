-- Whether the last try of a mail was put off for its recipient alone, as of a mailbox that is full: such a mail says nothing of the mail server.
alter table mail_outbox add column put_off boolean default false not null;
