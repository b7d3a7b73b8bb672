-- The second row: the carriers and routes that a gateway has read last without a fault, for one that starts while those of the first cannot be read.
insert into carrier_setup (id, version, changed_at, changed_by) values (2, 0, current_timestamp, '');
