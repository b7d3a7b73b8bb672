-- The turn of those who make rows of traffic.
insert into sms_turn (id) values (258);
