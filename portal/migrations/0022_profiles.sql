-- As whom an account acts. Without a case: the Standardprofil, at most one an account.
CREATE TABLE profiles (
    id           TEXT PRIMARY KEY,
    resident_id  TEXT NOT NULL REFERENCES residents (id) ON DELETE CASCADE,
    kind         TEXT NOT NULL,                  -- person, company, institution
    case_id      TEXT UNIQUE REFERENCES cases (id) ON DELETE CASCADE,
    created_at   BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL
);
CREATE INDEX profiles_by_resident ON profiles (resident_id);
CREATE UNIQUE INDEX profiles_one_standard ON profiles (resident_id) WHERE case_id IS NULL;

-- The profile of a session. No row: not chosen yet. NULL: without a profile, by choice or because
-- the profile is gone.
CREATE TABLE profile_choices (
    session_id TEXT PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
    profile_id TEXT REFERENCES profiles (id) ON DELETE SET NULL
);
CREATE INDEX profile_choices_by_profile ON profile_choices (profile_id);
