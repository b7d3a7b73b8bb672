-- Which of the user's factors opened the session, not only of what kind it was.
alter table login_session add column factor_id varchar(36);
