-- Recovery codes at the counter: one member of the staff asks, another approves.
CREATE TABLE counter_recoveries (
    id          TEXT PRIMARY KEY,
    account_id  TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    evidence    TEXT NOT NULL,                   -- how the person proved who they are, in the office's words
    asked_by    TEXT NOT NULL,
    asked_at    BIGINT NOT NULL,
    expires_at  BIGINT NOT NULL,
    approved_by TEXT,
    approved_at BIGINT
);
CREATE INDEX counter_recoveries_by_account ON counter_recoveries (account_id);
CREATE INDEX counter_recoveries_by_asker ON counter_recoveries (asked_by);
