-- Relying parties that are still to hear that a session ended.
CREATE TABLE logout_outbox (
    sid        TEXT NOT NULL,
    client_id  TEXT NOT NULL,
    sub        TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    due_at     BIGINT NOT NULL,
    tries      BIGINT NOT NULL,
    PRIMARY KEY (sid, client_id)
);
CREATE INDEX logout_outbox_by_due ON logout_outbox (due_at);
