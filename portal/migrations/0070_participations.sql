-- Courses of customers, as their education providers report them.
CREATE TABLE participations (
    id         TEXT PRIMARY KEY,
    case_id    TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    client_id  TEXT NOT NULL,                    -- who reported
    provider   TEXT NOT NULL,                    -- its name as it was then
    course     TEXT NOT NULL,
    starts_on  TEXT NOT NULL,                    -- YYYY-MM-DD
    ends_on    TEXT NOT NULL,                    -- YYYY-MM-DD
    created_at BIGINT NOT NULL,
    UNIQUE (case_id, client_id, course, starts_on, ends_on)
);
