-- An organisation's case has several members, each with a profile of it; a person's still has one
-- account. SQLite cannot drop a constraint: the tables are built anew beside the old ones. The child
-- goes first, so that dropping its parent empties nothing.
CREATE TABLE profiles_anew (
    id           TEXT PRIMARY KEY,
    resident_id  TEXT NOT NULL REFERENCES residents (id) ON DELETE CASCADE,
    kind         TEXT NOT NULL,                  -- person, company, institution
    case_id      TEXT REFERENCES cases (id) ON DELETE CASCADE,
    member_role  TEXT,                           -- admin, member; organisations only
    created_at   BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL
);

-- Whoever had an organisation until now got the office's code for it.
INSERT INTO profiles_anew (id, resident_id, kind, case_id, member_role, created_at, last_used_at)
SELECT id, resident_id, kind, case_id,
       CASE WHEN kind = 'person' THEN NULL ELSE 'admin' END, created_at, last_used_at
FROM profiles;

CREATE TABLE profile_choices_anew (
    session_id TEXT PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
    profile_id TEXT REFERENCES profiles_anew (id) ON DELETE SET NULL
);

INSERT INTO profile_choices_anew (session_id, profile_id)
SELECT session_id, profile_id FROM profile_choices;

DROP TABLE profile_choices;
DROP TABLE profiles;
ALTER TABLE profiles_anew RENAME TO profiles;
ALTER TABLE profile_choices_anew RENAME TO profile_choices;

CREATE INDEX profiles_by_resident ON profiles (resident_id);
CREATE UNIQUE INDEX profiles_one_standard ON profiles (resident_id) WHERE case_id IS NULL;
CREATE UNIQUE INDEX profiles_one_account ON profiles (case_id) WHERE kind = 'person';
CREATE UNIQUE INDEX profiles_once ON profiles (case_id, resident_id);
CREATE INDEX profile_choices_by_profile ON profile_choices (profile_id);

-- Whoever changes who has a case takes its row first, so that this goes one after another: two
-- admins who leave at once must not each count on the other.
CREATE TABLE member_turns (
    case_id TEXT PRIMARY KEY REFERENCES cases (id) ON DELETE CASCADE,
    turns   BIGINT NOT NULL
);
