-- What a person typed before they were sent to prove who they are: for this browser and this person.
CREATE TABLE address_drafts (
    visitor_hash BYTEA NOT NULL,
    resident_id  TEXT NOT NULL REFERENCES residents (id) ON DELETE CASCADE,
    draft        BYTEA NOT NULL,                 -- sealed
    expires_at   BIGINT NOT NULL,
    PRIMARY KEY (visitor_hash, resident_id)
);
CREATE INDEX address_drafts_by_expiry ON address_drafts (expires_at);
