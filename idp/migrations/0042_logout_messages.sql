-- Relying parties that are still to hear of the end of a session, or of all sessions of an
-- account (without sid).
CREATE TABLE logout_messages (
    id         TEXT PRIMARY KEY,                 -- what ended, and who is to hear of it
    sid        TEXT,
    client_id  TEXT NOT NULL,
    sub        TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    due_at     BIGINT NOT NULL,
    tries      BIGINT NOT NULL
);
INSERT INTO logout_messages (id, sid, client_id, sub, created_at, due_at, tries)
    SELECT sid || ' ' || client_id, sid, client_id, sub, created_at, due_at, tries
    FROM logout_outbox;
DROP TABLE logout_outbox;
CREATE INDEX logout_messages_by_due ON logout_messages (due_at);
