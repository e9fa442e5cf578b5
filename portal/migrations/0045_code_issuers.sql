-- Who of the staff issued the code (a resident); NULL: at the shell.
ALTER TABLE unlock_codes ADD COLUMN issued_by TEXT;
