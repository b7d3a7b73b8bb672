-- The number that login codes went to when the authenticator moved: Stop gives them back to it. Null where the user had none, and in rows from before.
alter table phone_move add column number_id varchar(36) references mobile_number (id);
