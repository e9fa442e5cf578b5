-- What a member of the staff may do: the roles of the last ID token.
ALTER TABLE sessions ADD COLUMN roles TEXT;        -- JSON array; none: a citizen
