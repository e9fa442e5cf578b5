-- Mail that has not left yet, sealed: it may hold a link. A row goes when its message is delivered.
-- What lay there in the clear cannot be sealed here; whoever misses a link asks for another one.
DROP TABLE mail_outbox;
CREATE TABLE mail_outbox (
    id         TEXT PRIMARY KEY,
    sealed     BYTEA NOT NULL,
    recipient  BYTEA NOT NULL,                   -- a MAC of the address
    created_at BIGINT NOT NULL,
    due_at     BIGINT NOT NULL,
    tries      BIGINT NOT NULL
);
CREATE INDEX mail_outbox_by_due ON mail_outbox (due_at);
CREATE INDEX mail_outbox_by_recipient ON mail_outbox (recipient);
