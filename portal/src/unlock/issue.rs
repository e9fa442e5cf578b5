//! A fresh code for a case, and the letter that brings it to the address that the case has on
//! record. Both are kept in one transaction; the letter leaves after it. Nobody but the addressee
//! sees the code.

use std::path::PathBuf;
use std::sync::Arc;

use letters::{Asks, LetterError, Recipient, UnlockCodeLetter};
use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{Db, StoreError, Tx};
use shared::secret::{Busy, PasswordHasher};
use zeroize::Zeroizing;

use super::is_own;
use crate::audit;
use crate::cases::{self, Case, CaseId, KeepError, Kind, Record};
use crate::codes::{self, CodeId, Purpose, UnlockCode};
use crate::letters_outbox::{self, Hold, NewLetter, PostRoom, WriteError};
use crate::residents::ResidentId;
use crate::settings::Settings;

/// Fewer lines reach nobody: the street and the town.
const ADDRESS_LINES: usize = 2;

/// Why there is no code.
#[derive(Debug, thiserror::Error)]
pub(crate) enum IssueError {
    #[error("{0}")]
    Keep(#[from] KeepError),
    #[error("there is no such case")]
    NoCase,
    #[error("the case is closed")]
    Closed,
    #[error("it is the case of whoever issues the code")]
    Own,
    #[error("it is the case of whoever asked for the code")]
    AskersOwn,
    #[error("the case is not any more as it was laid before a second person")]
    Changed,
    #[error("the case has no address that a letter would reach: it takes street and town")]
    Address,
    #[error("the letter: {0}")]
    Letter(#[from] LetterError),
    #[error("{0}")]
    Write(#[from] WriteError),
    #[error("{0}")]
    Busy(#[from] Busy),
    #[error("the database: {0}")]
    Store(#[from] StoreError),
    #[error("no code with a free name was found")]
    NoFreeName,
    #[error("the letter could not be set")]
    Thread,
}

/// What it takes to issue codes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Office<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) db: &'a Db,
    pub(crate) hasher: &'a PasswordHasher,
    pub(crate) post_room: &'a PostRoom,
    pub(crate) entropy: &'a dyn Entropy,
    pub(crate) now: Timestamp,
    /// Who issues.
    pub(crate) by: audit::By<'a>,
    /// What a second person confirms, if someone else asked for it.
    pub(crate) asked: Option<Asked<'a>>,
}

/// A code that one member of the staff asked for and another confirms.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    /// Who asked.
    pub(crate) by: &'a ResidentId,
    /// The case as both of them saw it.
    pub(crate) version: i64,
}

/// A code that is not kept yet, with the hash of its secret.
#[derive(Debug)]
pub(crate) struct Draft {
    code: UnlockCode,
    hash: String,
}

/// A code is on its way.
#[derive(Debug)]
pub(crate) struct Issued {
    pub(crate) id: CodeId,
    pub(crate) expires_at: Timestamp,
    pub(crate) letter_id: String,
    pub(crate) case: Case,
}

/// A code whose letter lies in the outbox.
#[derive(Debug)]
pub(crate) struct Sent {
    pub(crate) issued: Issued,
    /// Where the letter's JSON lies.
    pub(crate) letter: PathBuf,
    code: UnlockCode,
}

impl Sent {
    /// The code itself, for whoever may see it.
    pub(crate) fn reveal(&self) -> Zeroizing<String> {
        self.code.reveal()
    }
}

impl Office<'_> {
    /// Draws a code, before the transaction: hashing takes its time. A letter that can't be set
    /// is told now, while somebody is there to mend the address.
    pub(crate) async fn draft(&self, record: &Record) -> Result<Draft, IssueError> {
        let code = self.free_code().await?;
        let hash = self.hasher.hash(&code.secret()).await?;
        let letter = self.letter(record, &code);
        let press = Arc::clone(self.post_room.press());
        let set = tokio::task::spawn_blocking(move || press.unlock_code(&letter)).await;
        set.map_err(|_| IssueError::Thread)??;
        Ok(Draft { code, hash })
    }

    /// Keeps the code, kills the earlier open ones of the case, posts the letter. Ring
    /// [`PostRoom::ring`] after the commit.
    pub(crate) async fn issue(
        &self,
        tx: &mut Tx,
        case: &CaseId,
        draft: &Draft,
        hold: Hold,
    ) -> Result<Issued, IssueError> {
        let Self { entropy, now, .. } = *self;
        // Held, so that nobody closes the case or issues another code meanwhile.
        let open = cases::hold_open(tx, case).await?;
        let case = cases::find(tx, case).await?.ok_or(IssueError::NoCase)?;
        if !open {
            return Err(IssueError::Closed);
        }
        self.may_issue(tx, &case).await?;
        if case.record.address.lines().len() < ADDRESS_LINES {
            return Err(IssueError::Address);
        }
        let id = draft.code.id();
        let wanted = codes::Wanted {
            case: &case.id,
            purpose: Purpose::Profile,
            by: match self.by {
                audit::By::Staff(id) => Some(id),
                _ => None,
            },
            lifetime: self.settings.unlock.code,
        };
        let dead = codes::issue(tx, wanted, (&draft.code, &draft.hash), now).await?;
        let dead = dead.ok_or(IssueError::NoFreeName)?;
        for code in &dead {
            letters_outbox::withdraw(tx, code.as_str()).await?;
        }
        let letter = NewLetter {
            case: case.id.as_str(),
            code: id.as_str(),
            letter: &self.letter(&case.record, &draft.code),
            hold,
        };
        let secrets = (entropy, self.post_room.sealing());
        let letter_id = letters_outbox::post(tx, secrets, now, letter).await?;
        let replaced: Vec<&str> = dead.iter().map(CodeId::as_str).collect();
        let event = audit::Event {
            name: "code.issued",
            by: self.by,
            about: None,
            case: Some(case.id.as_str()),
            on_behalf: self.on_behalf(),
            details: json!({ "code": id.as_str(), "replaces": replaced }),
        };
        audit::record(tx, entropy, now, event).await?;
        Ok(Issued {
            expires_at: now + self.settings.unlock.code,
            id,
            letter_id,
            case,
        })
    }

    /// For whom, if someone else asked for it.
    pub(crate) fn on_behalf(&self) -> Option<&str> {
        self.asked.map(|asked| asked.by.as_str())
    }

    /// Nobody issues a code for their own case, or has it issued; and what was confirmed is the case
    /// as it was seen, with that address.
    async fn may_issue(&self, tx: &mut Tx, case: &Case) -> Result<(), IssueError> {
        if let audit::By::Staff(id) = self.by
            && is_own(tx, &ResidentId::new(id.to_owned()), &case.id).await?
        {
            return Err(IssueError::Own);
        }
        let Some(asked) = self.asked else {
            return Ok(());
        };
        if is_own(tx, asked.by, &case.id).await? {
            return Err(IssueError::AskersOwn);
        }
        if case.version != asked.version {
            return Err(IssueError::Changed);
        }
        Ok(())
    }

    /// Keeps the case, issues a code for it and writes the letter at once.
    pub(crate) async fn send(&self, record: Record) -> Result<Sent, IssueError> {
        let draft = self.draft(&record).await?;
        let mut tx = self.db.write().await?;
        let case = cases::keep(&mut tx, self.entropy, self.now, record).await?;
        let issued = self.issue(&mut tx, &case.id, &draft, Hold::Mine).await?;
        tx.commit().await?;
        let letter = self.post_room.write(&issued.letter_id).await?;
        Ok(Sent {
            issued,
            letter,
            code: draft.code,
        })
    }

    /// A code whose name no other has.
    async fn free_code(&self) -> Result<UnlockCode, IssueError> {
        let mut tx = self.db.read().await?;
        for _ in 0..20 {
            let code = UnlockCode::generate(self.entropy);
            if codes::find(&mut tx, &code.id()).await?.is_none() {
                return Ok(code);
            }
        }
        Err(IssueError::NoFreeName)
    }

    fn letter(&self, record: &Record, code: &UnlockCode) -> UnlockCodeLetter {
        let (operator, language) = (&self.settings.operator, &record.language);
        let public = &self.settings.http.public_url;
        let person = record.kind() == Kind::Person;
        let form = if person { "" } else { "?fuer=organisation" };
        UnlockCodeLetter {
            letterhead: operator.letterhead(language),
            recipient: Recipient {
                lines: record.envelope(),
            },
            date: operator.day(self.now),
            language: language.clone(),
            reference: record.customer_number.as_str().to_owned(),
            salutation_name: if person { record.name() } else { String::new() },
            code: code.reveal().to_string(),
            url: public.join(&format!("/freischaltcode{form}")),
            qr_url: public.join(&format!("/freischaltcode/{}{form}", code.reveal().as_str())),
            valid_until: operator.day(self.now + self.settings.unlock.code),
            asks: if person {
                Asks::BirthDate
            } else {
                Asks::RegisterNumber
            },
        }
    }
}

/// Takes a code back; `false` when there is none or it is used or dead already. Its letter, if it
/// still waits, never leaves.
pub(crate) async fn revoke(
    tx: &mut Tx,
    (entropy, now): (&dyn Entropy, Timestamp),
    by: audit::By<'_>,
    id: &CodeId,
) -> Result<bool, StoreError> {
    if !codes::revoke(tx, id, now).await? {
        return Ok(false);
    }
    letters_outbox::withdraw(tx, id.as_str()).await?;
    let code = codes::find(tx, id).await?;
    let event = audit::Event {
        name: "code.revoked",
        by,
        about: None,
        case: code.as_ref().map(|code| code.case.as_str()),
        on_behalf: None,
        details: json!({ "code": id.as_str() }),
    };
    audit::record(tx, entropy, now, event).await?;
    Ok(true)
}
