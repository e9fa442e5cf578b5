//! Mails from their templates into the outbox.

use serde::Serialize;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::mail::Message;
use shared::pages::{Pages, PagesError};
use shared::secret::SealingKey;

/// Why a mail could not be written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum MailFault {
    /// A template or a text is broken.
    #[error(transparent)]
    Pages(#[from] PagesError),
    /// The outbox did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes mails.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Writer<'a> {
    pub(crate) pages: &'a Pages,
    pub(crate) entropy: &'a dyn Entropy,
    /// The server's own key.
    pub(crate) sealing: &'a SealingKey,
    pub(crate) now: Timestamp,
}

impl Writer<'_> {
    /// Puts a mail of folder `name` in language `lang` into the outbox of `tx`. Ring
    /// [`super::Postman::ring`] after the commit.
    pub(crate) async fn write(
        &self,
        tx: &mut Tx,
        (to, lang): (&str, &str),
        name: &str,
        values: &(impl Serialize + Sync),
    ) -> Result<(), MailFault> {
        let mail = self.pages.mail(name, lang, values)?;
        let message = Message {
            to: to.to_owned(),
            subject: mail.subject,
            text: mail.text,
            html: mail.html,
        };
        Ok(super::enqueue(tx, (self.entropy, self.sealing), self.now, &message).await?)
    }
}
