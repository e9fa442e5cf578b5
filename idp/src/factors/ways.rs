//! The ways into an account.

use serde::Serialize;
use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};

use crate::accounts::AccountId;
use crate::{passkeys, passwords, totp};

/// What an account has to sign in with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct Ways {
    pub(super) password: bool,
    /// Since when there is a second factor.
    pub(super) totp: Option<Timestamp>,
    pub(super) passkeys: i64,
}

impl Ways {
    pub(super) async fn of(tx: &mut Tx, account: &AccountId) -> Result<Self, StoreError> {
        Ok(Self {
            password: passwords::stored(tx, account).await?.is_some(),
            totp: totp::enrolled_at(tx, account).await?,
            passkeys: passkeys::count(tx, account).await?,
        })
    }

    /// Whether anything beyond a password is set up.
    pub(super) const fn any_factor(self) -> bool {
        self.totp.is_some() || self.passkeys > 0
    }

    /// Whether one passkey less still leaves a way in.
    pub(super) const fn may_remove_passkey(self) -> bool {
        self.passkeys > 1 || (self.password && self.totp.is_some())
    }

    /// Whether there is a password, and a way in without it.
    pub(super) const fn may_remove_password(self) -> bool {
        self.password && self.passkeys > 0
    }

    /// A password that opens nothing by itself (S65).
    pub(super) const fn password_is_idle(self) -> bool {
        self.password && self.totp.is_none() && self.passkeys > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_way_in_stays() {
        for password in [false, true] {
            for totp in [None, Some(Timestamp::from_unix(1))] {
                for passkeys in 0..3 {
                    let ways = Ways {
                        password,
                        totp,
                        passkeys,
                    };
                    let second = password && totp.is_some();
                    assert_eq!(
                        ways.may_remove_passkey(),
                        passkeys > 1 || second,
                        "{ways:?}"
                    );
                    assert_eq!(
                        ways.may_remove_password(),
                        password && passkeys > 0,
                        "{ways:?}"
                    );
                }
            }
        }
    }
}
