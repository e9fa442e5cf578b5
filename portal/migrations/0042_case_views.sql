-- When a member of the staff last opened a case: looking again soon after is no new entry in the log.
CREATE TABLE case_views (
    case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    staff   TEXT NOT NULL,                        -- resident
    at      BIGINT NOT NULL,
    PRIMARY KEY (case_id, staff)
);
