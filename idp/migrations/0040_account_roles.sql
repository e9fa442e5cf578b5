-- What an account may do as a member of the staff; citizens have no row.
CREATE TABLE account_roles (
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    role       TEXT NOT NULL,                    -- staff.lead, …
    granted_at BIGINT NOT NULL,
    granted_by TEXT,                             -- whose deed; none: the operator's
    PRIMARY KEY (account_id, role)
);
CREATE INDEX account_roles_by_role ON account_roles (role);

-- One row, written first by whoever changes who is staff: a lock, so that nobody counts leads
-- while another takes one away.
CREATE TABLE staff_book (
    id               BIGINT PRIMARY KEY,
    changed_at       BIGINT NOT NULL,
    first_invited_at BIGINT                      -- when the first member was invited, once
);
INSERT INTO staff_book (id, changed_at) VALUES (1, 0);
