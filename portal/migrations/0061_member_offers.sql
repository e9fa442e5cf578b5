-- What a colleague code makes of who redeems it, as long as who issued it is an admin.
CREATE TABLE member_offers (
    code_id     TEXT PRIMARY KEY REFERENCES unlock_codes (id) ON DELETE CASCADE,
    case_id     TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    profile_id  TEXT NOT NULL,                   -- whose code it is; stays when the profile goes
    member_role TEXT NOT NULL,                   -- admin, member
    label       TEXT NOT NULL,                   -- for whom, in the admin's words
    form        TEXT NOT NULL UNIQUE             -- which form asked for it: sent twice, it makes one
);
CREATE INDEX member_offers_by_case ON member_offers (case_id);
