-- Numbers of long ago are removed where nothing refers to them: what does is found by these.
create index mobile_number_e164 on mobile_number (e164);
create index mobile_number_state on mobile_number (state, created_at);
create index number_throttle_next on number_throttle (next_sms_at);
create index enrolment_number on enrolment (number_id);
create index phone_move_number on phone_move (number_id);
create index password_reset_number on password_reset (number_id);
