-- What is over is removed by these columns, a piece at a time.
create index password_reset_end on password_reset (expires_at);
create index grid_card_end on grid_card (expires_at);
