-- The user name under which the application believes the person to sign in.
ALTER TABLE interactions ADD COLUMN login_hint TEXT;
