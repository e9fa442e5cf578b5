-- What the office keeps about one person or organisation, as far as unlocking needs it.
CREATE TABLE cases (
    id               TEXT PRIMARY KEY,
    kind             TEXT NOT NULL,              -- person, company, institution
    customer_number  TEXT NOT NULL UNIQUE,
    community_number TEXT,                       -- persons
    given_name       TEXT,                       -- persons
    family_name      TEXT,                       -- persons
    birth_date       TEXT,                       -- persons, YYYY-MM-DD
    name             TEXT,                       -- organisations
    register_number  TEXT,                       -- organisations
    register_court   TEXT,                       -- organisations
    address          TEXT NOT NULL,              -- JSON, the lines under the name
    language         TEXT NOT NULL,
    created_at       BIGINT NOT NULL,
    changed_at       BIGINT NOT NULL
);
