use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::own_data::{Row, Section};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::acting::may_act;
use super::{Holder, Listed, Member, MemberRole, Profile, ProfileId};
use crate::cases::{self, CaseId, Kind};
use crate::residents::{self, ResidentId};
use crate::sessions::{Session, SessionId};

/// Keeps a profile. A second Standardprofil is not made.
pub(super) async fn insert(
    tx: &mut Tx,
    (id, resident): (&ProfileId, &ResidentId),
    kind: Kind,
    (case, role): (Option<&CaseId>, Option<MemberRole>),
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO profiles (id, resident_id, kind, case_id, created_at, last_used_at, \
         member_role) VALUES ($1, $2, $3, $4, $5, $5, $6) \
         ON CONFLICT (resident_id) WHERE case_id IS NULL DO NOTHING",
    )
    .bind(id.as_str())
    .bind(resident.as_str())
    .bind(kind.word())
    .bind(case.map(CaseId::as_str))
    .bind(now.unix())
    .bind(role.map(MemberRole::word))
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Waits until nobody else changes who has the case, and keeps others waiting until the
/// transaction ends. Take it before anything else that others may wait for.
pub(crate) async fn take_turn(tx: &mut Tx, case: &CaseId) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO member_turns (case_id, turns) VALUES ($1, 1) \
         ON CONFLICT (case_id) DO UPDATE SET turns = member_turns.turns + 1",
    )
    .bind(case.as_str())
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The profile that this person has of the case.
pub(super) async fn find_of(
    tx: &mut Tx,
    resident: &ResidentId,
    case: &CaseId,
) -> Result<Option<ProfileId>, StoreError> {
    let row = sqlx::query("SELECT id FROM profiles WHERE resident_id = $1 AND case_id = $2")
        .bind(resident.as_str())
        .bind(case.as_str())
        .fetch_optional(tx.conn())
        .await?;
    id(row)
}

/// Ends the profile of a person's case; whose it was.
pub(super) async fn take_person(
    tx: &mut Tx,
    case: &CaseId,
) -> Result<Option<ResidentId>, StoreError> {
    let row = sqlx::query(
        "DELETE FROM profiles WHERE case_id = $1 AND kind = 'person' RETURNING resident_id",
    )
    .bind(case.as_str())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(ResidentId::new(row.try_get("resident_id")?)))
}

pub(super) async fn delete_standard(tx: &mut Tx, resident: &ResidentId) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM profiles WHERE resident_id = $1 AND case_id IS NULL")
        .bind(resident.as_str())
        .execute(tx.conn())
        .await?;
    Ok(())
}

pub(super) async fn standard(
    tx: &mut Tx,
    resident: &ResidentId,
) -> Result<Option<ProfileId>, StoreError> {
    let row = sqlx::query("SELECT id FROM profiles WHERE resident_id = $1 AND case_id IS NULL")
        .bind(resident.as_str())
        .fetch_optional(tx.conn())
        .await?;
    id(row)
}

pub(super) async fn has_person(tx: &mut Tx, resident: &ResidentId) -> Result<bool, StoreError> {
    let row =
        sqlx::query("SELECT 1 FROM profiles WHERE resident_id = $1 AND kind = 'person' LIMIT 1")
            .bind(resident.as_str())
            .fetch_optional(tx.conn())
            .await?;
    Ok(row.is_some())
}

/// Ends a profile of this person; its sessions are without one from now on. An organisation is
/// left otherwise.
pub(crate) async fn remove(
    tx: &mut Tx,
    resident: &ResidentId,
    profile: &ProfileId,
) -> Result<bool, StoreError> {
    let own = "DELETE FROM profiles WHERE id = $1 AND resident_id = $2 AND kind = 'person'";
    let removed = sqlx::query(own)
        .bind(profile.as_str())
        .bind(resident.as_str())
        .execute(tx.conn())
        .await?;
    Ok(removed.rows_affected() == 1)
}

pub(super) async fn last_used(
    tx: &mut Tx,
    resident: &ResidentId,
) -> Result<Option<ProfileId>, StoreError> {
    let row = sqlx::query(
        "SELECT id FROM profiles WHERE resident_id = $1 \
         ORDER BY last_used_at DESC, created_at DESC, id LIMIT 1",
    )
    .bind(resident.as_str())
    .fetch_optional(tx.conn())
    .await?;
    id(row)
}

/// Notes that the profile is used; `false` when it is not this person's.
pub(super) async fn use_now(
    tx: &mut Tx,
    resident: &ResidentId,
    profile: &ProfileId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let used =
        sqlx::query("UPDATE profiles SET last_used_at = $3 WHERE id = $1 AND resident_id = $2")
            .bind(profile.as_str())
            .bind(resident.as_str())
            .bind(now.unix())
            .execute(tx.conn())
            .await?;
    Ok(used.rows_affected() == 1)
}

pub(super) async fn set_choice(
    tx: &mut Tx,
    session: &SessionId,
    profile: Option<&ProfileId>,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO profile_choices (session_id, profile_id) VALUES ($1, $2) \
         ON CONFLICT (session_id) DO UPDATE SET profile_id = excluded.profile_id",
    )
    .bind(session.as_str())
    .bind(profile.map(ProfileId::as_str))
    .execute(tx.conn())
    .await?;
    Ok(())
}

pub(super) async fn has_chosen(tx: &mut Tx, session: &SessionId) -> Result<bool, StoreError> {
    let row = sqlx::query("SELECT 1 FROM profile_choices WHERE session_id = $1")
        .bind(session.as_str())
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}

/// The profile of this session, as long as it is this person's and no other organisation's than the
/// session is proven for.
pub(crate) async fn current(tx: &mut Tx, session: &Session) -> Result<Option<Listed>, StoreError> {
    let row = sqlx::query(
        "SELECT p.id, p.kind, p.case_id, p.member_role, p.created_at FROM profile_choices c \
         JOIN profiles p ON p.id = c.profile_id WHERE c.session_id = $1 AND p.resident_id = $2",
    )
    .bind(session.id.as_str())
    .bind(session.resident.as_str())
    .fetch_optional(tx.conn())
    .await?;
    match row {
        Some(row) => {
            let listed = with_case(tx, read(&row)?).await?;
            Ok(Some(listed).filter(|listed| may_act(session, listed)))
        }
        None => Ok(None),
    }
}

/// All profiles of this person, the last used first.
pub(crate) async fn list(tx: &mut Tx, resident: &ResidentId) -> Result<Vec<Listed>, StoreError> {
    let rows = sqlx::query(
        "SELECT id, kind, case_id, member_role, created_at FROM profiles WHERE resident_id = $1 \
         ORDER BY last_used_at DESC, created_at DESC, id",
    )
    .bind(resident.as_str())
    .fetch_all(tx.conn())
    .await?;
    let mut listed = Vec::with_capacity(rows.len());
    for row in rows {
        listed.push(with_case(tx, read(&row)?).await?);
    }
    Ok(listed)
}

/// This person's profile of that name.
pub(crate) async fn of_resident(
    tx: &mut Tx,
    resident: &ResidentId,
    profile: &ProfileId,
) -> Result<Option<Listed>, StoreError> {
    let row = sqlx::query(
        "SELECT id, kind, case_id, member_role, created_at FROM profiles \
         WHERE id = $1 AND resident_id = $2",
    )
    .bind(profile.as_str())
    .bind(resident.as_str())
    .fetch_optional(tx.conn())
    .await?;
    match row {
        Some(row) => Ok(Some(with_case(tx, read(&row)?).await?)),
        None => Ok(None),
    }
}

/// The unlocked profile of the person whom the provider `issuer` calls `sub`: their own, or else the
/// organisation's that they used last.
pub(crate) async fn of_subject(
    tx: &mut Tx,
    issuer: &str,
    sub: &str,
) -> Result<Option<Listed>, StoreError> {
    let resident = residents::find_by_sub(tx, issuer, sub).await?;
    let Some(resident) = resident.filter(|resident| resident.leaving_at.is_none()) else {
        return Ok(None);
    };
    let unlocked = list(tx, &resident.id).await?.into_iter();
    let mut unlocked: Vec<_> = unlocked.filter(|listed| listed.case.is_some()).collect();
    // Their own first, whichever they used last: an application that they let read their profile
    // must not find an organisation's there one day.
    let is_own = |listed: &Listed| {
        let case = listed.case.as_ref();
        case.is_some_and(|case| case.record.kind() == Kind::Person)
    };
    unlocked.sort_by_key(|listed| !is_own(listed));
    Ok(unlocked.into_iter().next())
}

const MEMBERS: &str = "SELECT id, resident_id, member_role, created_at FROM profiles \
    WHERE case_id = $1 AND member_role IS NOT NULL";

/// Who acts for an organisation: admins first, then by how long they do.
pub(crate) async fn members(tx: &mut Tx, case: &CaseId) -> Result<Vec<Member>, StoreError> {
    let ordered = format!("{MEMBERS} ORDER BY member_role, created_at, id");
    let rows = sqlx::query(sqlx::AssertSqlSafe(ordered))
        .bind(case.as_str())
        .fetch_all(tx.conn())
        .await?;
    rows.iter().map(read_member).collect()
}

/// Since when whom has a profile of the case; in an organisation admins first.
pub(crate) async fn holders(tx: &mut Tx, case: &CaseId) -> Result<Vec<Holder>, StoreError> {
    let rows = sqlx::query(
        "SELECT id, resident_id, member_role, created_at FROM profiles WHERE case_id = $1 \
         ORDER BY member_role, created_at, id",
    )
    .bind(case.as_str())
    .fetch_all(tx.conn())
    .await?;
    let read = |row: &AnyRow| {
        Ok(Holder {
            profile: ProfileId::new(row.try_get("id")?),
            resident: ResidentId::new(row.try_get("resident_id")?),
            role: role(row)?,
            since: Timestamp::from_unix(row.try_get("created_at")?),
        })
    };
    rows.iter().map(read).collect()
}

/// One of them.
pub(crate) async fn member(
    tx: &mut Tx,
    case: &CaseId,
    profile: &ProfileId,
) -> Result<Option<Member>, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!("{MEMBERS} AND id = $2")))
        .bind(case.as_str())
        .bind(profile.as_str())
        .fetch_optional(tx.conn())
        .await?;
    row.as_ref().map(read_member).transpose()
}

/// There is an admin besides this one. It counts only for who has the turn.
const ANOTHER: &str = "EXISTS (SELECT 1 FROM profiles AS others WHERE others.case_id = $1 \
    AND others.member_role = 'admin' AND others.id <> $2)";

/// Ends a member's profile; if `keep_one`, not that of the last admin.
pub(super) async fn end_member(
    tx: &mut Tx,
    case: &CaseId,
    profile: &ProfileId,
    keep_one: bool,
) -> Result<bool, StoreError> {
    let rule = if keep_one { ANOTHER } else { "1 = 1" };
    let end = format!(
        "DELETE FROM profiles WHERE case_id = $1 AND id = $2 AND kind <> 'person' \
         AND (member_role <> 'admin' OR {rule})"
    );
    let ended = sqlx::query(sqlx::AssertSqlSafe(end))
        .bind(case.as_str())
        .bind(profile.as_str())
        .execute(tx.conn())
        .await?;
    Ok(ended.rows_affected() == 1)
}

/// Makes an admin a plain member, unless it is the last one.
pub(super) async fn demote(
    tx: &mut Tx,
    case: &CaseId,
    profile: &ProfileId,
) -> Result<bool, StoreError> {
    let demote = format!(
        "UPDATE profiles SET member_role = 'member' WHERE case_id = $1 AND id = $2 \
         AND member_role = 'admin' AND {ANOTHER}"
    );
    let demoted = sqlx::query(sqlx::AssertSqlSafe(demote))
        .bind(case.as_str())
        .bind(profile.as_str())
        .execute(tx.conn())
        .await?;
    Ok(demoted.rows_affected() == 1)
}

/// Makes a member an admin.
pub(super) async fn promote(tx: &mut Tx, profile: &ProfileId) -> Result<bool, StoreError> {
    let promote = "UPDATE profiles SET member_role = 'admin' WHERE id = $1 \
         AND member_role = 'member'";
    let promoted = sqlx::query(promote)
        .bind(profile.as_str())
        .execute(tx.conn())
        .await?;
    Ok(promoted.rows_affected() == 1)
}

async fn with_case(tx: &mut Tx, profile: Profile) -> Result<Listed, StoreError> {
    let case = match &profile.case {
        Some(case) => cases::find(tx, case).await?,
        None => None,
    };
    Ok(Listed { profile, case })
}

fn id(row: Option<AnyRow>) -> Result<Option<ProfileId>, StoreError> {
    let Some(row) = row else { return Ok(None) };
    Ok(Some(ProfileId::new(row.try_get("id")?)))
}

fn read(row: &AnyRow) -> Result<Profile, StoreError> {
    let kind: String = row.try_get("kind")?;
    let case: Option<String> = row.try_get("case_id")?;
    Ok(Profile {
        id: ProfileId::new(row.try_get("id")?),
        kind: Kind::of_word(&kind).ok_or(StoreError::Corrupt {
            table: "profiles",
            column: "kind",
        })?,
        case: case.map(CaseId::new),
        member_role: role(row)?,
        created_at: Timestamp::from_unix(row.try_get("created_at")?),
    })
}

fn read_member(row: &AnyRow) -> Result<Member, StoreError> {
    Ok(Member {
        profile: ProfileId::new(row.try_get("id")?),
        resident: ResidentId::new(row.try_get("resident_id")?),
        role: role(row)?.ok_or(ROLE)?,
        since: Timestamp::from_unix(row.try_get("created_at")?),
    })
}

fn role(row: &AnyRow) -> Result<Option<MemberRole>, StoreError> {
    let word: Option<String> = row.try_get("member_role")?;
    word.map(|word| MemberRole::of_word(&word).ok_or(ROLE))
        .transpose()
}

const ROLE: StoreError = StoreError::Corrupt {
    table: "profiles",
    column: "member_role",
};

/// As whom the person may act.
pub(crate) async fn export(tx: &mut Tx, resident: &ResidentId) -> Result<Section, StoreError> {
    // SELECT … FROM profiles
    let rows = list(tx, resident).await?.into_iter().map(|listed| {
        let record = listed.case.as_ref().map(|case| &case.record);
        Row::new()
            .text_if("name", record.map(cases::Record::name))
            .text("kind", listed.profile.kind.word())
            .text_if(
                "customer_number",
                record.map(|it| it.customer_number.to_string()),
            )
            .text_if("role", listed.profile.member_role.map(MemberRole::word))
            .at("created_at", listed.profile.created_at)
    });
    Ok(Section::new("profiles", rows))
}
