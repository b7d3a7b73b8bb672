-- Receipts about nothing of ours are removed by their time; there may be any number of them.
create index sms_receipt_received on sms_receipt (received_at);
