-- Mail that has not left yet. A row goes when its message is delivered: it may hold a link.
CREATE TABLE mail_outbox (
    id         TEXT PRIMARY KEY,
    message    TEXT NOT NULL,                    -- JSON
    created_at BIGINT NOT NULL,
    due_at     BIGINT NOT NULL,
    tries      BIGINT NOT NULL
);
CREATE INDEX mail_outbox_by_due ON mail_outbox (due_at);
