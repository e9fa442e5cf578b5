-- „Freischaltcode online beantragen“. What was told about oneself goes when the request is closed.
CREATE TABLE code_requests (
    id              TEXT PRIMARY KEY,
    resident_id     TEXT NOT NULL REFERENCES residents (id) ON DELETE CASCADE,
    name            TEXT,
    birth_date      TEXT,                        -- persons, YYYY-MM-DD
    register_number TEXT,                        -- organisations
    customer_number TEXT,
    state           TEXT NOT NULL,               -- open, answered, declined, withdrawn
    reason          TEXT,                        -- of declining
    created_at      BIGINT NOT NULL,
    closed_at       BIGINT,
    closed_by       TEXT                         -- the staff member (a resident)
);
CREATE UNIQUE INDEX code_requests_one_open ON code_requests (resident_id) WHERE state = 'open';
CREATE INDEX code_requests_by_state ON code_requests (state, created_at);
