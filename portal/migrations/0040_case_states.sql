-- Staff change cases side by side: whoever writes says which version they saw. A closed case stays,
-- with its reason.
ALTER TABLE cases ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE cases ADD COLUMN closed_at BIGINT;
ALTER TABLE cases ADD COLUMN closed_reason TEXT;     -- one word of a closed list
CREATE INDEX cases_by_birth_date ON cases (birth_date);
