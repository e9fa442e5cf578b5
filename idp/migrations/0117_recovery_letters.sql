-- Recovery codes by letter: asked for by the person, taken by the program that knows the address.
CREATE TABLE recovery_letters (
    id         TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    stop_hash  BYTEA NOT NULL UNIQUE,            -- of the mailed link by which the letter is stopped
    state      TEXT NOT NULL,                    -- open, made, taken, refused, stopped, replaced
    outcome    TEXT,                             -- why it was refused
    sealed     BYTEA,                            -- the code, for the letter outbox alone; gone once taken
    asked_at   BIGINT NOT NULL,
    made_at    BIGINT,                           -- when there was a code
    settled_at BIGINT                            -- taken, refused, stopped or replaced
);
CREATE INDEX recovery_letters_by_account ON recovery_letters (account_id);
CREATE INDEX recovery_letters_by_state ON recovery_letters (state, asked_at);
