-- The identity level that the provider vouched for: of the last ID token that proved one, lowered by
-- later ones. NULL: none.
ALTER TABLE sessions ADD COLUMN level TEXT;          -- low, substantial, high
ALTER TABLE sessions ADD COLUMN level_at BIGINT;     -- when the provider said so, by its clock
ALTER TABLE sessions ADD COLUMN level_means TEXT;    -- JSON array: amr
