-- What is over is looked for by its end.
create index push_request_end on push_request (expires_at);
create index push_notice_end on push_notice (expires_at);
create index confirmation_end on confirmation (expires_at);
create index one_time_code_end on one_time_code (expires_at);
create index login_session_end on login_session (expires_at);
