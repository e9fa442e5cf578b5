//! A case, a fresh code for it, and the letter that brings it. The letter can be seen only after
//! the code is kept, and the code is worth nothing without the letter.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::tz::TimeZone;
use letters::{Asks, Day, LetterError, Letterhead, Press, Printed, Recipient, UnlockCodeLetter};
use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{Db, StoreError};
use shared::secret::{Busy, PasswordHasher, random_id};
use zeroize::Zeroizing;

use crate::audit;
use crate::cases::{self, Case, KeepError, Kind, Record};
use crate::codes::{self, CodeId, Purpose, UnlockCode};
use crate::letters_outbox::{Outbox, Slip};
use crate::settings::Settings;

/// Why there is no letter.
#[derive(Debug, thiserror::Error)]
pub(crate) enum IssueError {
    #[error("{0}")]
    Keep(#[from] KeepError),
    #[error("the letter: {0}")]
    Letter(#[from] LetterError),
    #[error("the letter outbox: {0}")]
    Outbox(#[from] std::io::Error),
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
#[derive(Debug)]
pub(crate) struct Office<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) db: &'a Db,
    pub(crate) hasher: &'a PasswordHasher,
    pub(crate) press: &'a Arc<Press>,
    pub(crate) entropy: &'a dyn Entropy,
    pub(crate) now: Timestamp,
    /// Who issues.
    pub(crate) by: audit::By<'a>,
}

/// A code is on its way.
#[derive(Debug)]
pub(crate) struct Issued {
    pub(crate) id: CodeId,
    pub(crate) expires_at: Timestamp,
    pub(crate) letter_id: String,
    /// Where the letter's JSON lies.
    pub(crate) letter: PathBuf,
    pub(crate) case: Case,
    code: UnlockCode,
}

impl Issued {
    /// The code itself, for whoever may see it.
    pub(crate) fn reveal(&self) -> Zeroizing<String> {
        self.code.reveal()
    }
}

/// Keeps the case, kills its earlier open codes, makes a new one and lays its letter down.
pub(crate) async fn issue(office: &Office<'_>, record: Record) -> Result<Issued, IssueError> {
    let Office { entropy, now, .. } = *office;
    let code = office.free_code().await?;
    let hash = office.hasher.hash(&code.secret()).await?;
    let printed = office.print(&record, &code).await?;
    let outbox = Outbox::open(&office.settings.letters.outbox)?;
    let letter_id = random_id(entropy);
    let staged = outbox.stage(&letter_id, &printed.pdf)?;
    let case = match office.keep(record, &code, &hash).await {
        Ok(case) => case,
        Err(error) => {
            staged.withdraw();
            return Err(error);
        }
    };
    let slip = Slip {
        id: &letter_id,
        to: recipient(&case.record).join("\n"),
        kind: "unlock_code",
        text: &printed.text,
        pdf: format!("{letter_id}.pdf"),
        received_at: moment(now).to_string(),
    };
    Ok(Issued {
        id: code.id(),
        expires_at: now + office.settings.unlock.code,
        letter: staged.release(&slip)?,
        letter_id,
        case,
        code,
    })
}

impl Office<'_> {
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

    async fn keep(
        &self,
        record: Record,
        code: &UnlockCode,
        hash: &str,
    ) -> Result<Case, IssueError> {
        let lifetime = self.settings.unlock.code;
        let mut tx = self.db.write().await?;
        let case = cases::keep(&mut tx, self.entropy, self.now, record).await?;
        let wanted = (&case.id, Purpose::Profile);
        let dead = codes::issue(&mut tx, wanted, (code, hash), self.now, lifetime).await?;
        let dead = dead.ok_or(IssueError::NoFreeName)?;
        let dead: Vec<&str> = dead.iter().map(CodeId::as_str).collect();
        let event = audit::Event {
            name: "code.issued",
            by: self.by,
            about: None,
            case: Some(case.id.as_str()),
            on_behalf: None,
            details: json!({ "code": code.id().as_str(), "replaces": dead }),
        };
        audit::record(&mut tx, self.entropy, self.now, event).await?;
        tx.commit().await?;
        Ok(case)
    }

    /// Sets the letter in a thread for blocking work.
    async fn print(&self, record: &Record, code: &UnlockCode) -> Result<Printed, IssueError> {
        let letter = self.letter(record, code);
        let press = Arc::clone(self.press);
        let set = tokio::task::spawn_blocking(move || press.unlock_code(&letter)).await;
        Ok(set.map_err(|_| IssueError::Thread)??)
    }

    fn letter(&self, record: &Record, code: &UnlockCode) -> UnlockCodeLetter {
        let (operator, language) = (&self.settings.operator, &record.language);
        let public = &self.settings.http.public_url;
        let person = record.kind() == Kind::Person;
        let form = if person { "" } else { "?fuer=organisation" };
        UnlockCodeLetter {
            letterhead: Letterhead {
                operator: operator.name.clone(),
                return_line: operator.return_line.clone(),
                street: operator.street.clone(),
                city: operator.city.clone(),
                phone: operator.phone.clone(),
                hours: operator.support_hours.text(language).to_owned(),
                more: vec![operator.contact_email.as_str().to_owned()],
            },
            recipient: Recipient {
                lines: recipient(record),
            },
            date: self.day(self.now),
            language: language.clone(),
            reference: record.customer_number.as_str().to_owned(),
            salutation_name: if person { record.name() } else { String::new() },
            code: code.reveal().to_string(),
            url: public.join(&format!("/freischaltcode{form}")),
            qr_url: public.join(&format!("/freischaltcode/{}{form}", code.reveal().as_str())),
            valid_until: self.day(self.now + self.settings.unlock.code),
            asks: if person {
                Asks::BirthDate
            } else {
                Asks::RegisterNumber
            },
        }
    }

    fn day(&self, at: Timestamp) -> Day {
        let zone = TimeZone::get(&self.settings.operator.time_zone).unwrap_or(TimeZone::UTC);
        let day = moment(at).to_zoned(zone).date();
        (day.year(), day.month(), day.day())
    }
}

fn moment(at: Timestamp) -> jiff::Timestamp {
    jiff::Timestamp::from_second(at.unix()).unwrap_or_default()
}

fn recipient(record: &Record) -> Vec<String> {
    let mut lines = vec![record.name()];
    lines.extend_from_slice(record.address.lines());
    lines
}
