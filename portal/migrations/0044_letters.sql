-- Letters on their way. The content holds a code in the clear: sealed, and gone once it is written
-- into the outbox folder.
CREATE TABLE letters (
    id         TEXT PRIMARY KEY,
    case_id    TEXT NOT NULL,
    code_id    TEXT,                             -- the code it brings
    kind       TEXT NOT NULL,                    -- unlock_code
    language   TEXT NOT NULL,
    content    BYTEA,                            -- sealed; NULL: written, or not wanted any more
    created_at BIGINT NOT NULL,
    due_at     BIGINT NOT NULL,                  -- the next try to write it
    tries      BIGINT NOT NULL,
    written_at BIGINT,
    printed_at BIGINT
);
CREATE INDEX letters_by_case ON letters (case_id);
CREATE INDEX letters_waiting ON letters (due_at) WHERE content IS NOT NULL;
