-- Who the person of a session is, as the provider told: changes of a case ask whether it is theirs.
ALTER TABLE sessions ADD COLUMN person TEXT;         -- JSON: service, family name, date of birth, level, time
