//! The one made-up case with which a newcomer reaches the home page: Kim Klicker.

use secrecy::ExposeSecret as _;
use shared::clock::Outside;
use shared::db::Db;

use crate::audit;
use crate::cases::{self, Address, Record, Whom};
use crate::server::StartError;
use crate::settings::Settings;
use crate::unlock::Office;

const BIRTH_DATE: &str = "1987-03-14";
const CUSTOMER_NUMBER: &str = "123A456789";

/// What a newcomer has to know of the made-up case.
#[derive(Debug, Clone)]
pub struct DemoCase {
    /// As it stands on the envelope.
    pub name: String,
    /// To be entered with the code: `YYYY-MM-DD`.
    pub birth_date: String,
    /// Kundennummer.
    pub customer_number: String,
    /// The letter in the outbox, if it was laid down just now.
    pub letter_id: Option<String>,
    /// Whether the case was made just now.
    pub fresh: bool,
}

/// Makes Kim Klicker's case and letter when there is no case at all.
///
/// # Errors
/// [`StartError`] when the database or the letter outbox cannot be used.
pub async fn ensure_case(settings: &Settings, outside: Outside) -> Result<DemoCase, StartError> {
    let url = settings.database.url.expose_secret();
    let db = Db::open(url, 2).await?;
    db.migrate(&crate::MIGRATIONS).await?;
    let made = ensure(settings, &outside, &db).await;
    db.close().await;
    made
}

async fn ensure(settings: &Settings, outside: &Outside, db: &Db) -> Result<DemoCase, StartError> {
    let mut tx = db.read().await?;
    let cases = cases::count(&mut tx).await?;
    tx.commit().await?;
    let record = kim().map_err(|error| StartError::Setting(error.to_string()))?;
    let mut demo = DemoCase {
        name: record.name(),
        birth_date: BIRTH_DATE.to_owned(),
        customer_number: CUSTOMER_NUMBER.to_owned(),
        letter_id: None,
        fresh: cases == 0,
    };
    if demo.fresh {
        let post_room = crate::app::post_room(settings, db, outside)?;
        let office = Office {
            settings,
            db,
            hasher: &crate::app::hasher(settings)?,
            post_room: &post_room,
            entropy: &*outside.entropy,
            now: outside.clock.now(),
            by: audit::By::Operator,
            asked: None,
        };
        let sent = office.send(record).await;
        let sent = sent.map_err(|error| StartError::Setting(format!("letters: {error}")))?;
        demo.letter_id = Some(sent.issued.letter_id);
    }
    Ok(demo)
}

fn kim() -> Result<Record, Box<dyn std::error::Error + Send + Sync>> {
    Ok(Record {
        customer_number: CUSTOMER_NUMBER.parse()?,
        whom: Whom::Person {
            given_name: "Kim".parse()?,
            family_name: "Klicker".parse()?,
            birth_date: BIRTH_DATE.parse()?,
            community: Some("97122//0000004".parse()?),
        },
        address: Address::new(&["Lindenweg 12".to_owned(), "12345 Musterstadt".to_owned()])?,
        language: "de".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kim_fits_the_office_s_forms() {
        assert_eq!(kim().expect("fits").name(), "Kim Klicker");
    }
}
