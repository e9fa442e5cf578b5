//! The ways into an account.

use serde::Serialize;
use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};

use crate::accounts::AccountId;
use crate::identities::{self, Identity};
use crate::upstream::Upstreams;
use crate::{passkeys, passwords, totp};

/// What an account has to sign in with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct Ways {
    pub(super) password: bool,
    /// Since when there is a second factor.
    pub(super) totp: Option<Timestamp>,
    pub(super) passkeys: i64,
    /// Official identities with two factors, of services that are offered.
    pub(super) identities: i64,
    /// Whether there is one of a service that is not offered at present: no way in, but nothing that
    /// less may get around either.
    pub(super) identity_away: bool,
}

impl Ways {
    pub(super) async fn of(
        tx: &mut Tx,
        upstreams: &Upstreams,
        account: &AccountId,
    ) -> Result<Self, StoreError> {
        let strong = identities::strong(tx, account).await?;
        let offered = strong.iter().filter(|it| upstreams.find(**it).is_some());
        let offered = offered.count();
        Ok(Self {
            password: passwords::stored(tx, account).await?.is_some(),
            totp: totp::enrolled_at(tx, account).await?,
            passkeys: passkeys::count(tx, account).await?,
            identities: i64::try_from(offered).unwrap_or(i64::MAX),
            identity_away: offered < strong.len(),
        })
    }

    /// Whether anything beyond a password is set up.
    pub(super) const fn any_factor(self) -> bool {
        self.totp.is_some() || self.passkeys > 0 || self.identities > 0 || self.identity_away
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

    /// Whether there is a second factor, and a way in without it and the password.
    pub(super) const fn may_remove_totp(self) -> bool {
        self.totp.is_some() && (self.passkeys > 0 || self.identities > 0)
    }

    /// Whether there is a way in without an official identity; `counts` says whether it is one of
    /// [`identities`](Self::identities).
    const fn may_remove_identity(self, counts: bool) -> bool {
        let others = if counts {
            self.identities - 1
        } else {
            self.identities
        };
        others > 0 || self.passkeys > 0 || self.by_password()
    }

    /// The same for one that the account has: a weak one, or one of a service that is not offered,
    /// is no way in by itself.
    pub(super) fn may_remove(self, identity: &Identity, upstreams: &Upstreams) -> bool {
        let counts = identity.strong && upstreams.find(identity.service).is_some();
        self.may_remove_identity(counts)
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
                        identity_away: false,
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
                        assert_eq!(ways.may_remove_identity(true), rest, "{ways:?}");
                    }
                    // A weak one, or one of a service that is not offered.
                    let rest = left(passkeys, identities, password);
                    assert_eq!(ways.may_remove_identity(false), rest, "{ways:?}");
                    let rest = password && left(passkeys, identities, false);
                    assert_eq!(ways.may_remove_password(), rest, "{ways:?}");
                    let rest = totp.is_some() && left(passkeys, identities, false);
                    assert_eq!(ways.may_remove_totp(), rest, "{ways:?}");
                }
            }
        }
    }
}
