//! The post room: lays letters into the folder, takes note of those that were printed.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use letters::{LetterError, Press};
use serde_json::json;
use shared::clock::{Clock, Entropy, Timestamp};
use shared::db::{Db, StoreError};
use shared::secret::{OpeningKey, SealingKey};
use tokio::sync::Notify;

use super::Open;
use super::folder::{Folder, Slip};
use super::store::{self, Due};
use crate::audit;

/// So long a letter is the business of one process only.
pub(super) const LEASE: Duration = Duration::from_mins(5);

/// Why a letter is not written yet.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WriteError {
    #[error("the letter: {0}")]
    Letter(#[from] LetterError),
    #[error("the letter outbox: {0}")]
    Folder(#[from] io::Error),
    #[error("the database: {0}")]
    Store(#[from] StoreError),
    #[error("the letter's content does not open: was it sealed with another key?")]
    Sealed,
    #[error("the letter could not be set")]
    Thread,
}

/// Where letters leave the house.
#[derive(Debug, Clone)]
pub(crate) struct PostRoom {
    db: Db,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    press: Arc<Press>,
    sealing: SealingKey,
    /// Opens recovery codes, when their letters are written.
    opening: Option<OpeningKey>,
    folder: Folder,
    /// How long printed letters stay.
    keep: Duration,
    bell: Arc<Notify>,
}

/// What the post room is made of.
#[derive(Debug)]
pub(crate) struct Fittings {
    pub(crate) db: Db,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) press: Arc<Press>,
    pub(crate) opening: Option<OpeningKey>,
}

impl PostRoom {
    /// Letters are sealed under a key derived from `sealing`.
    pub(crate) fn new(
        fittings: Fittings,
        sealing: &SealingKey,
        folder: PathBuf,
        keep: Duration,
    ) -> Self {
        let Fittings {
            db,
            clock,
            entropy,
            press,
            opening,
        } = fittings;
        Self {
            db,
            clock,
            entropy,
            press,
            sealing: sealing.derive("letters"),
            opening,
            folder: Folder::new(folder),
            keep,
            bell: Arc::new(Notify::new()),
        }
    }

    /// The key for [`super::post`].
    pub(crate) const fn sealing(&self) -> &SealingKey {
        &self.sealing
    }

    /// Whether what is sealed to the public key `text` can be opened here.
    pub(crate) fn opens(&self, text: Option<&str>) -> bool {
        let own = self.opening.as_ref().map(OpeningKey::public);
        own.is_some() && own == text.and_then(|text| text.parse().ok())
    }

    /// The press itself, to see whether a letter can be set at all.
    pub(crate) const fn press(&self) -> &Arc<Press> {
        &self.press
    }

    /// Says that a letter was posted; to be called after the commit.
    pub(crate) fn ring(&self) {
        self.bell.notify_one();
    }

    /// Works for ever; a bell or a second brings the next round.
    pub(crate) async fn work(self) {
        for (language, fonts) in self.press.unprintable() {
            tracing::warn!(
                language,
                "letters in this language are printed in German: letters.fonts has none of {}",
                fonts.join(", ")
            );
        }
        loop {
            if let Err(error) = self.empty().await {
                tracing::warn!(error = %error, "the letters could not be read");
            }
            if let Err(error) = self.collect().await {
                tracing::warn!(error = %error, "printed letters could not be noted");
            }
            let rest = tokio::time::sleep(Duration::from_secs(1));
            tokio::select! {
                () = self.bell.notified() => {}
                () = rest => {}
            }
        }
    }

    /// Writes a letter that was posted with [`super::Hold::Mine`]; where its JSON lies.
    pub(crate) async fn write(&self, id: &str) -> Result<PathBuf, WriteError> {
        let mut tx = self.db.read().await?;
        let due = store::unwritten(&mut tx, id).await?;
        tx.commit().await?;
        match due {
            Some(due) => self.lay_down(due).await,
            None => Ok(self.folder.slip(id)),
        }
    }

    async fn empty(&self) -> Result<(), StoreError> {
        while self.write_one().await? {}
        Ok(())
    }

    async fn write_one(&self) -> Result<bool, StoreError> {
        let now = self.clock.now();
        let mut tx = self.db.write().await?;
        let claimed = store::claim(&mut tx, now, now + LEASE).await?;
        tx.commit().await?;
        let Some(due) = claimed else { return Ok(false) };
        let (id, tries) = (due.id.clone(), due.tries);
        if let Err(error) = self.lay_down(due).await {
            tracing::error!(letter.id = id, tries, error = %error, "a letter waits");
            let wait = Duration::from_secs(15 << tries.clamp(0, 8));
            let mut tx = self.db.write().await?;
            store::postpone(&mut tx, &id, self.clock.now() + wait).await?;
            tx.commit().await?;
        }
        Ok(true)
    }

    /// Sets the letter in a thread for blocking work and lays it into the folder. Done twice, it
    /// lays the same letter into the same place. A letter that was withdrawn meanwhile does not
    /// appear: who withdraws it was first, or waits for the commit here and finds it written.
    async fn lay_down(&self, due: Due) -> Result<PathBuf, WriteError> {
        let letter = super::open((&self.sealing, self.opening.as_ref()), &due);
        let letter = letter.ok_or(WriteError::Sealed)?;
        let (press, folder) = (Arc::clone(&self.press), self.folder.clone());
        let id = due.id.clone();
        let lay = move || set_and_put(&press, &folder, &due, &letter);
        let laid = tokio::task::spawn_blocking(lay).await;
        laid.map_err(|_| WriteError::Thread)??;
        let folder = self.folder.clone();
        let mut tx = self.db.write().await?;
        if !store::written(&mut tx, &id, self.clock.now()).await? {
            tx.commit().await?;
            let slip = folder.slip(&id);
            let dropped = tokio::task::spawn_blocking(move || folder.drop_parts(&id)).await;
            dropped.map_err(|_| WriteError::Thread)??;
            return Ok(slip);
        }
        let shown = tokio::task::spawn_blocking(move || folder.show(&id)).await;
        let slip = shown.map_err(|_| WriteError::Thread)??;
        tx.commit().await?;
        Ok(slip)
    }

    /// Notes what the print centre has confirmed; removes what has been kept long enough.
    async fn collect(&self) -> Result<(), WriteError> {
        let folder = self.folder.clone();
        let confirmed = tokio::task::spawn_blocking(move || folder.confirmed()).await;
        for id in confirmed.map_err(|_| WriteError::Thread)?? {
            let now = self.clock.now();
            self.note_printed(&id, now).await?;
            let mut tx = self.db.read().await?;
            let printed = store::printed_at(&mut tx, &id).await?;
            tx.commit().await?;
            if printed.is_some_and(|at| at + self.keep <= now) {
                let folder = self.folder.clone();
                let removed = tokio::task::spawn_blocking(move || folder.remove(&id)).await;
                removed.map_err(|_| WriteError::Thread)??;
            }
        }
        Ok(())
    }

    async fn note_printed(&self, id: &str, now: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.db.write().await?;
        if let Some(letter) = store::printed(&mut tx, id, now).await? {
            let event = audit::Event {
                name: "letter.printed",
                by: audit::By::System,
                about: None,
                case: Some(&letter.case),
                on_behalf: None,
                details: json!({ "letter": letter.id, "code": letter.code }),
            };
            audit::record(&mut tx, &*self.entropy, now, event).await?;
        }
        tx.commit().await
    }
}

fn set_and_put(press: &Press, folder: &Folder, due: &Due, letter: &Open) -> Result<(), WriteError> {
    let (printed, to) = match letter {
        Open::UnlockCode(letter) => (press.unlock_code(letter)?, &letter.recipient),
        Open::RecoveryCode(letter) => (press.recovery_code(letter)?, &letter.recipient),
    };
    let at = jiff::Timestamp::from_second(due.created_at.unix()).unwrap_or_default();
    let slip = Slip {
        id: &due.id,
        to: to.printed().join("\n"),
        kind: &due.kind,
        language: &due.language,
        text: &printed.text,
        pdf: format!("{}.pdf", due.id),
        received_at: at.to_string(),
    };
    Ok(folder.lay_down(&slip, &printed.pdf)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letters_outbox::{Hold, LetterState, NewLetter, of_case, post};
    use letters::{Asks, Letterhead, Recipient, UnlockCodeLetter};
    use shared::clock::{FakeClock, SystemEntropy};

    fn letter() -> UnlockCodeLetter {
        UnlockCodeLetter {
            letterhead: Letterhead {
                operator: "Jobcenter Musterstadt".to_owned(),
                ..Letterhead::default()
            },
            recipient: Recipient {
                lines: vec!["Kim Klicker".to_owned(), "12345 Musterstadt".to_owned()],
            },
            date: (2026, 11, 23),
            language: "de".to_owned(),
            reference: "123A456789".to_owned(),
            salutation_name: "Kim Klicker".to_owned(),
            code: "4F7K-09TZ-QX3M-V81C".to_owned(),
            url: "https://x.example/freischaltcode".to_owned(),
            qr_url: "https://x.example/freischaltcode/4F7K-09TZ-QX3M-V81C".to_owned(),
            valid_until: (2027, 2, 21),
            asks: Asks::BirthDate,
        }
    }

    fn room(db: &Db, clock: &FakeClock, press: &Arc<Press>, folder: PathBuf) -> PostRoom {
        let fittings = Fittings {
            db: db.clone(),
            clock: Arc::new(clock.clone()),
            entropy: Arc::new(SystemEntropy),
            press: Arc::clone(press),
            opening: None,
        };
        let key = SealingKey::from_bytes([7; 32]);
        PostRoom::new(fittings, &key, folder, Duration::ZERO)
    }

    #[tokio::test]
    async fn a_letter_that_is_withdrawn_while_it_is_set_does_not_appear() {
        let dir = tempfile::tempdir().expect("a directory");
        let db = Db::open("sqlite::memory:", 1).await.expect("opens");
        db.migrate(&crate::MIGRATIONS).await.expect("migrates");
        let clock = FakeClock::at(Timestamp::from_unix(1_795_424_400));
        let press = Arc::new(Press::new(None).expect("a press"));
        let room = room(&db, &clock, &press, dir.path().to_owned());
        let new = NewLetter {
            case: "case",
            code: "AAAAA",
            letter: &letter(),
            hold: Hold::No,
        };
        let secrets: (&dyn Entropy, _) = (&SystemEntropy, room.sealing());
        let mut tx = db.write().await.expect("a transaction");
        let id = post(&mut tx, secrets, clock.now(), new).await;
        let due = store::unwritten(&mut tx, &id.expect("posted")).await;
        let due = due.expect("reads").expect("waits");
        super::super::withdraw(&mut tx, "AAAAA")
            .await
            .expect("done");
        tx.commit().await.expect("commits");
        let _ = room.lay_down(due).await.expect("no fault");
        let files = std::fs::read_dir(dir.path()).expect("reads").count();
        assert_eq!(files, 0);
        let mut tx = db.read().await.expect("a transaction");
        let states = of_case(&mut tx, "case").await.expect("reads");
        assert!(states.is_empty(), "{states:?}");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn two_rooms_write_each_letter_once_and_keep_no_copy() {
        let dir = tempfile::tempdir().expect("a directory");
        let db = Db::open("sqlite::memory:", 1).await.expect("opens");
        db.migrate(&crate::MIGRATIONS).await.expect("migrates");
        let clock = FakeClock::at(Timestamp::from_unix(1_795_424_400));
        let press = Arc::new(Press::new(None).expect("a press"));
        let rooms = [(); 2].map(|()| room(&db, &clock, &press, dir.path().to_owned()));
        let letter = letter();
        for code in ["AAAAA", "BBBBB", "CCCCC", "DDDDD"] {
            let new = NewLetter {
                case: "case",
                code,
                letter: &letter,
                hold: Hold::No,
            };
            let secrets: (&dyn Entropy, _) = (&SystemEntropy, rooms[0].sealing());
            let mut tx = db.write().await.expect("a transaction");
            let id = post(&mut tx, secrets, clock.now(), new).await;
            let due = store::unwritten(&mut tx, &id.expect("posted")).await;
            let content = due.expect("reads").expect("waits").content;
            let plain = String::from_utf8_lossy(&content).contains("QX3M");
            assert!(!plain, "the code is sealed");
            tx.commit().await.expect("commits");
        }
        let (one, other) = tokio::join!(rooms[0].empty(), rooms[1].empty());
        one.and(other).expect("written");
        let mut tx = db.write().await.expect("a transaction");
        let claimed = store::claim(&mut tx, clock.now() + LEASE, clock.now()).await;
        assert!(claimed.expect("reads").is_none(), "none is left");
        let states = of_case(&mut tx, "case").await.expect("reads");
        assert_eq!(states.len(), 4);
        assert!(states.values().all(|state| *state == LetterState::Written));
        let files = std::fs::read_dir(dir.path()).expect("reads").count();
        assert_eq!(files, 8);
    }
}
