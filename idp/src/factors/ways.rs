//! The ways into an account.

use serde::Serialize;
use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};

use crate::accounts::AccountId;
use crate::{identities, passkeys, passwords, totp};

/// What an account has to sign in with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct Ways {
    pub(super) password: bool,
    /// Since when there is a second factor.
    pub(super) totp: Option<Timestamp>,
    pub(super) passkeys: i64,
    /// Official identities with two factors.
    pub(super) identities: i64,
}

impl Ways {
    pub(super) async fn of(tx: &mut Tx, account: &AccountId) -> Result<Self, StoreError> {
        Ok(Self {
            password: passwords::stored(tx, account).await?.is_some(),
            totp: totp::enrolled_at(tx, account).await?,
            passkeys: passkeys::count(tx, account).await?,
            identities: identities::count_strong(tx, account).await?,
        })
    }

    /// Whether anything beyond a password is set up.
    pub(super) const fn any_factor(self) -> bool {
        self.totp.is_some() || self.passkeys > 0 || self.identities > 0
    }

    /// Whether password and second factor are a way in.
    const fn by_password(self) -> bool {
        self.password && self.totp.is_some()
    }

    /// Whether one passkey less still leaves a way in.
    pub(super) const fn may_remove_passkey(self) -> bool {
        self.passkeys > 1 || self.identities > 0 || self.by_password()
    }

    /// Whether there is a password, and a way in without it.
    pub(super) const fn may_remove_password(self) -> bool {
        self.password && (self.passkeys > 0 || self.identities > 0)
    }

    /// Whether one official identity less still leaves a way in.
    pub(super) const fn may_remove_identity(self) -> bool {
        self.identities > 1 || self.passkeys > 0 || self.by_password()
    }

    /// A password that opens nothing by itself (S65).
    pub(super) const fn password_is_idle(self) -> bool {
        self.password && self.totp.is_none() && (self.passkeys > 0 || self.identities > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_way_in_stays() {
        for password in [false, true] {
            for totp in [None, Some(Timestamp::from_unix(1))] {
                for (passkeys, identities) in [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (0, 2)] {
                    let ways = Ways {
                        password,
                        totp,
                        passkeys,
                        identities,
                    };
                    let left = |passkeys: i64, identities: i64, password: bool| {
                        passkeys > 0 || identities > 0 || (password && totp.is_some())
                    };
                    if passkeys > 0 {
                        let rest = left(passkeys - 1, identities, password);
                        assert_eq!(ways.may_remove_passkey(), rest, "{ways:?}");
                    }
                    if identities > 0 {
                        let rest = left(passkeys, identities - 1, password);
                        assert_eq!(ways.may_remove_identity(), rest, "{ways:?}");
                    }
                    let rest = password && left(passkeys, identities, false);
                    assert_eq!(ways.may_remove_password(), rest, "{ways:?}");
                }
            }
        }
    }
}
