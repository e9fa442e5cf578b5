//! Checking a code at sign-in (S43).

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::secret::SealingKey;

use super::{Code, enrol, store};
use crate::accounts::AccountId;

/// Whether `code` is one of the account's codes that has not counted yet. If so it has now.
pub(crate) async fn verify(
    tx: &mut Tx,
    sealing: &SealingKey,
    now: Timestamp,
    account: &AccountId,
    code: &Code,
) -> Result<bool, StoreError> {
    let Some(sealed) = store::seed(tx, account).await? else {
        return Ok(false);
    };
    let seed = enrol::open(sealing, account, &sealed)?;
    match seed.matching_step(code, now) {
        Some(step) => store::advance(tx, account, &sealed, step).await,
        None => Ok(false),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use shared::clock::SeededEntropy;
    use shared::db::Db;

    use super::super::{ConfirmError, Holder, Seed, Vault, begin, confirm, enrolled_at};
    use super::*;
    use crate::accounts;

    const START: Timestamp = Timestamp::from_unix(30_000);

    struct World {
        db: Db,
        sealing: SealingKey,
        entropy: SeededEntropy,
        account: AccountId,
    }

    impl World {
        async fn new() -> Self {
            let db = Db::open("sqlite::memory:", 1).await.expect("opens");
            db.migrate(&crate::MIGRATIONS).await.expect("migrates");
            let entropy = SeededEntropy::new(1);
            let mut tx = db.write().await.expect("writes");
            let email = "kim@example.org".parse().expect("an address");
            let account = accounts::create(&mut tx, &entropy, START, &email, None).await;
            let account = account.expect("stored").expect("new");
            tx.commit().await.expect("commits");
            let sealing = SealingKey::from_bytes([1; 32]);
            Self {
                db,
                sealing,
                entropy,
                account,
            }
        }

        fn holder<'a>(&'a self, session: &'a str) -> Holder<'a> {
            Holder {
                account: &self.account,
                session,
            }
        }

        async fn begin(&self, session: &str, now: Timestamp) -> Seed {
            let mut tx = self.db.write().await.expect("writes");
            let vault = Vault {
                sealing: &self.sealing,
                entropy: &self.entropy,
            };
            let seed = begin(&mut tx, vault, now, self.holder(session)).await;
            tx.commit().await.expect("commits");
            seed.expect("stored")
        }

        async fn confirm(
            &self,
            session: &str,
            code: &Code,
            now: Timestamp,
        ) -> Result<bool, ConfirmError> {
            let mut tx = self.db.write().await.expect("writes");
            let done = confirm(&mut tx, &self.sealing, now, self.holder(session), code).await?;
            tx.commit().await.expect("commits");
            Ok(done.replaced)
        }

        async fn verify(&self, code: &Code, now: Timestamp) -> bool {
            let mut tx = self.db.write().await.expect("writes");
            let right = verify(&mut tx, &self.sealing, now, &self.account, code).await;
            tx.commit().await.expect("commits");
            right.expect("answers")
        }
    }

    fn later(seconds: u64) -> Timestamp {
        START + Duration::from_secs(seconds)
    }

    #[tokio::test]
    async fn a_code_counts_once_and_the_confirming_one_has_counted() {
        let world = World::new().await;
        let seed = world.begin("s", START).await;
        assert!(
            !world
                .confirm("s", &seed.code_at(START), START)
                .await
                .expect("right")
        );
        assert!(!world.verify(&seed.code_at(START), START).await);
        assert!(
            !world
                .verify(&seed.code_at(START - Duration::from_secs(30)), START)
                .await
        );
        let next = seed.code_at(later(30));
        assert!(world.verify(&next, later(30)).await);
        assert!(!world.verify(&next, later(31)).await);
        assert!(
            !world
                .verify(&Code::parse("000000").expect("digits"), later(60))
                .await
        );
    }

    #[tokio::test]
    async fn a_shown_seed_stays_for_its_session_and_expires() {
        let world = World::new().await;
        let seed = world.begin("s", START).await;
        assert_eq!(world.begin("s", later(60)).await.groups(), seed.groups());
        let other = world.begin("t", later(60)).await;
        assert_ne!(other.groups(), seed.groups());
        let late = later(15 * 60);
        let outcome = world.confirm("s", &seed.code_at(late), late).await;
        assert!(matches!(outcome, Err(ConfirmError::Expired)), "{outcome:?}");
    }

    #[tokio::test]
    async fn a_wrong_code_confirms_nothing_and_may_be_mended_once() {
        let world = World::new().await;
        let seed = world.begin("s", START).await;
        let wrong = seed.code_at(later(300));
        let outcome = world.confirm("s", &wrong, START).await;
        assert!(
            matches!(outcome, Err(ConfirmError::WrongCode)),
            "{outcome:?}"
        );
        world
            .confirm("s", &seed.code_at(START), START)
            .await
            .expect("right");
        let again = world
            .confirm("s", &seed.code_at(later(30)), later(30))
            .await;
        assert!(matches!(again, Err(ConfirmError::Expired)), "{again:?}");
    }

    #[tokio::test]
    async fn a_new_seed_replaces_the_old_one() {
        let world = World::new().await;
        let old = world.begin("s", START).await;
        world
            .confirm("s", &old.code_at(START), START)
            .await
            .expect("right");
        let new = world.begin("s", later(60)).await;
        assert!(
            world
                .confirm("s", &new.code_at(later(60)), later(60))
                .await
                .expect("right")
        );
        assert!(!world.verify(&old.code_at(later(90)), later(90)).await);
        assert!(world.verify(&new.code_at(later(90)), later(90)).await);
        let mut tx = world.db.read().await.expect("reads");
        let at = enrolled_at(&mut tx, &world.account).await.expect("answers");
        assert_eq!(at, Some(later(60)));
    }

    #[tokio::test]
    async fn of_two_tries_with_one_code_one_wins() {
        let world = World::new().await;
        let seed = world.begin("s", START).await;
        world
            .confirm("s", &seed.code_at(START), START)
            .await
            .expect("right");
        let code = seed.code_at(later(60));
        let (one, two) = tokio::join!(
            world.verify(&code, later(60)),
            world.verify(&code, later(60))
        );
        assert!(one ^ two);
    }
}
