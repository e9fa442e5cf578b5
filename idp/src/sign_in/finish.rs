//! The person is who they say: a session with a new token.

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::Token;
use shared::settings::PublicUrl;

use crate::accounts::{self, Account, AccountId};
use crate::browsers::{self, Met, Shown, Visit};
use crate::mail::{MailFault, Writer};
use crate::sessions::{self, Place, Session, Sid, Stage, Strength};
use crate::{audit, deletions};

/// How somebody arrives at a sign-in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arrival<'a> {
    /// The session that the browser has had until now.
    pub(super) session: Option<&'a Session>,
    /// Whether it may go on. Not for a waiting request of an application, which wants a sign-in
    /// of its own.
    pub(super) may_go_on: bool,
    pub(super) visit: &'a Visit,
    /// Tells the owner of a strange browser, in the language of the visit unless they chose one.
    pub(super) writer: Writer<'a>,
    pub(super) lang: &'a str,
    pub(super) own: &'a PublicUrl,
}

/// What the browser gets.
#[derive(Debug)]
pub(crate) struct Entered {
    pub(crate) token: Token,
    /// What it is known again by; none: not for a full sign-in.
    pub(crate) shown: Option<Shown>,
}

/// Opens a session for `account`. Who signs in again to change something of the account keeps
/// the session under a new token; otherwise the former one ends. The owner is told of a browser
/// that the account has never signed in with, unless it is the first of all.
pub(super) async fn finish(
    tx: &mut Tx,
    now: Timestamp,
    (account, arrival): (&Account, Arrival<'_>),
    (stage, strength): (Stage, Strength),
) -> Result<Entered, MailFault> {
    let entropy = arrival.writer.entropy;
    // From here on nobody asks for the account's deletion or keeps it.
    accounts::lock(tx, &account.id, now).await?;
    let stage = match deletions::find(tx, &account.id).await? {
        Some(_) => Stage::Leaving,
        None => stage,
    };
    let event = audit::Event {
        name: "sign_in.succeeded",
        by: audit::By::Account(account.id.as_str()),
        about: Some(account.id.as_str()),
        on_behalf: None,
        details: json!({
            "acr": strength.acr.as_str(), "amr": strength.amr,
            "browser": arrival.visit.browser, "system": arrival.visit.system,
        }),
    };
    audit::record(tx, entropy, now, event).await?;
    let met = if stage == Stage::Full {
        accounts::signed_in(tx, &account.id, now).await?;
        Some(browsers::meet(tx, entropy, now, &account.id, arrival.visit).await?)
    } else {
        None
    };
    let (token, sid) = open(tx, now, (account, arrival), (stage, strength)).await?;
    note_place(tx, &sid, (met.as_ref(), arrival.visit)).await?;
    if let Some(met) = met.as_ref().filter(|met| met.is_strange) {
        tell(tx, now, (account, arrival), (&sid, met)).await?;
    }
    Ok(Entered {
        token,
        shown: met.map(|met| met.shown),
    })
}

/// What the browser gets whose session `sid` has become a full one without another sign-in: its
/// person has set up a way in. No sign-in there is strange to them.
pub(crate) async fn settle(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    (account, sid): (&AccountId, &Sid),
    (token, visit): (Token, &Visit),
) -> Result<Entered, StoreError> {
    let met = browsers::meet(tx, entropy, now, account, visit).await?;
    note_place(tx, sid, (Some(&met), visit)).await?;
    Ok(Entered {
        token,
        shown: Some(met.shown),
    })
}

async fn note_place(
    tx: &mut Tx,
    sid: &Sid,
    (met, visit): (Option<&Met>, &Visit),
) -> Result<(), StoreError> {
    let place = Place {
        browser_id: met.map(|met| met.id.as_str()),
        browser: visit.browser,
        system: visit.system,
        address: &visit.address,
    };
    sessions::note_place(tx, sid, &place).await
}

async fn open(
    tx: &mut Tx,
    now: Timestamp,
    (account, arrival): (&Account, Arrival<'_>),
    (stage, strength): (Stage, Strength),
) -> Result<(Token, Sid), StoreError> {
    let entropy = arrival.writer.entropy;
    match arrival.session {
        Some(session)
            if arrival.may_go_on
                && session.account == account.id
                && (session.stage, stage) == (Stage::Full, Stage::Full) =>
        {
            let token = sessions::renew(tx, entropy, now, &session.sid, strength).await?;
            return Ok((token, session.sid.clone()));
        }
        Some(session) => sessions::end(tx, &session.sid, now).await?,
        None => {}
    }
    let opened = sessions::open(tx, entropy, now, &account.id, (stage, strength)).await?;
    Ok((opened.0, opened.1.sid))
}

/// „Neue Anmeldung in Ihrem Online-Konto", with the link that ends it. Ring the postman after the
/// commit.
async fn tell(
    tx: &mut Tx,
    now: Timestamp,
    (account, arrival): (&Account, Arrival<'_>),
    (sid, met): (&Sid, &Met),
) -> Result<(), MailFault> {
    let Arrival { writer, visit, .. } = arrival;
    let of = (&account.id, sid.as_str());
    let token = browsers::announce(tx, writer.entropy, now, of, (visit, &met.id)).await?;
    let lang = account.locale.as_deref().unwrap_or(arrival.lang);
    let path = format!("/das-war-ich-nicht?id={}&lang={lang}", token.reveal());
    let values = json!({
        "email": account.email.as_str(),
        "at": now.unix(),
        "browser": visit.browser,
        "system": visit.system,
        "address": visit.address,
        "link": arrival.own.join(&path),
    });
    let to = (account.email.as_str(), lang);
    writer.write(tx, to, "new_device", &values).await
}
