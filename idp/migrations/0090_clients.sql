-- Applications. Those of the operator's files are kept in memory and told anew by the revision;
-- those that registered themselves are read one at a time.
CREATE TABLE clients (
    id            TEXT PRIMARY KEY,
    origin        TEXT NOT NULL CHECK (origin IN ('file', 'registered')),
    document      TEXT NOT NULL,                 -- JSON: what was checked
    secret_hash   BYTEA,                         -- of one that registered; a file holds its own
    access_hash   BYTEA,                         -- its registration access token (RFC 7592)
    invitation_id TEXT,                          -- by which it was registered; none: by nobody's leave
    logo          BYTEA,
    logo_type     TEXT,
    created_at    BIGINT NOT NULL,
    changed_at    BIGINT NOT NULL
);
CREATE INDEX clients_by_origin ON clients (origin, created_at, id);

-- One row, counted up whenever what the files say was applied.
CREATE TABLE client_revision (
    id       BIGINT PRIMARY KEY CHECK (id = 1),
    revision BIGINT NOT NULL
);
INSERT INTO client_revision (id, revision) VALUES (1, 0);

-- Where applications run in browsers that registered themselves without a secret.
CREATE TABLE client_origins (
    web_origin TEXT NOT NULL,
    client_id  TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
    PRIMARY KEY (web_origin, client_id)
);
CREATE INDEX client_origins_by_client ON client_origins (client_id);
