-- Applications that are still to hear what became of an account. The account itself may be gone.
CREATE TABLE account_events (
    id         TEXT PRIMARY KEY,                 -- jti: the same for every try
    client_id  TEXT NOT NULL,
    sub        TEXT NOT NULL,                    -- by which the application knows the person
    event      TEXT NOT NULL,                    -- disabled, enabled, purged
    created_at BIGINT NOT NULL,
    due_at     BIGINT NOT NULL,
    tries      BIGINT NOT NULL
);
CREATE INDEX account_events_by_due ON account_events (due_at);
