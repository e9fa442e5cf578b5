-- The organisation as Mein Unternehmenskonto names it towards this portal: one name, one case.
ALTER TABLE cases ADD COLUMN organisation_id TEXT;
CREATE UNIQUE INDEX cases_by_organisation ON cases (organisation_id);

-- For which organisation a session was proven, as JSON; goes with the session.
ALTER TABLE sessions ADD COLUMN organisation TEXT;

-- Who acted for an organisation, as Mein Unternehmenskonto last named them.
CREATE TABLE acting_persons (
    case_id     TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    resident_id TEXT NOT NULL REFERENCES residents (id) ON DELETE CASCADE,
    given_name  TEXT NOT NULL,
    family_name TEXT NOT NULL,
    proven_at   BIGINT NOT NULL,
    PRIMARY KEY (case_id, resident_id)
);
