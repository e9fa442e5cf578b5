-- Exact counts: the times of the tries of the last while, oldest first.
CREATE TABLE limit_windows (
    name     TEXT NOT NULL,
    key_hash BYTEA NOT NULL,
    tries    TEXT NOT NULL,                      -- seconds since 1970, with spaces between
    over_at  BIGINT NOT NULL,                    -- nothing counts any more from then on
    PRIMARY KEY (name, key_hash)
);
