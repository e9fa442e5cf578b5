-- Keys follow one another: when a key signs is known beforehand, so that every process changes to
-- it at the same instant without a write. A key signs from `active_from` on until a later one does.
DROP INDEX signing_keys_one_active;
ALTER TABLE signing_keys ADD COLUMN generation BIGINT NOT NULL DEFAULT 1;
ALTER TABLE signing_keys ADD COLUMN withdrawn_at BIGINT;   -- never published or believed again
ALTER TABLE signing_keys DROP COLUMN state;
ALTER TABLE signing_keys DROP COLUMN retired_at;
-- Programs that make a key at the same time agree on one.
CREATE UNIQUE INDEX signing_keys_generations ON signing_keys (algorithm, generation);
