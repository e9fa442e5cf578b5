-- How well the person's identity was proven in this session. It decays while the session lives on.
ALTER TABLE sessions ADD COLUMN level BIGINT;          -- 1 low, 2 substantial, 3 high
ALTER TABLE sessions ADD COLUMN level_service TEXT;
ALTER TABLE sessions ADD COLUMN level_at BIGINT;
