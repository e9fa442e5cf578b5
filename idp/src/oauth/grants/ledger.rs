//! The grant engine's store: every answer inside the transaction of one exchange.

use shared::claims::Role;
use shared::claims::scope::OFFLINE_ACCESS;
use shared::clock::{Entropy, Timestamp};
use shared::db::Tx;
use shared::secret::{SealingKey, Token, TokenHash, random_id};

use super::mint::{self, Minted, Wanted};
use super::store::FoundRefreshToken as Found;
use super::{Origin, store};
use crate::accounts::AccountId;
use crate::audit;
use crate::clients::{Client, GrantType};
use crate::consents;
use crate::identities;
use crate::keys::Keyring;
use crate::oauth::engine::{EngineFault, GrantStore, Issued, Passing};
use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::{Names, Rules};
use crate::passkeys;
use crate::roles;
use crate::sessions::{self, Sid};
use crate::totp;

/// What every exchange needs beside its transaction.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Desk<'a> {
    pub(crate) entropy: &'a dyn Entropy,
    pub(crate) rules: &'a Rules,
    pub(crate) keys: &'a Keyring,
    pub(crate) names: &'a Names,
    /// Opens what official services proved.
    pub(crate) identities: &'a SealingKey,
    /// Opens what accounts say of their persons.
    pub(crate) profiles: &'a SealingKey,
    /// Makes the successors of refresh tokens, and nothing else.
    pub(crate) successors: &'a SealingKey,
    pub(crate) now: Timestamp,
}

/// The store of one exchange by one client.
#[derive(Debug)]
pub(in crate::oauth) struct Ledger<'a> {
    pub(in crate::oauth) tx: &'a mut Tx,
    pub(in crate::oauth) desk: Desk<'a>,
    pub(in crate::oauth) client: &'a Client,
    /// Whom the access token is for; none: the provider itself.
    pub(in crate::oauth) audience: Option<&'a str>,
}

impl GrantStore for Ledger<'_> {
    async fn put_code(&mut self, grant: Passing) -> Result<Token, EngineFault> {
        let now = self.desk.now;
        let origin = read(&grant)?;
        let id = self.put_grant(&grant, &origin).await?;
        let code = Token::generate(self.desk.entropy);
        let row = store::NewCode {
            hash: code.hash(),
            grant: &id,
            origin: &origin,
            expires_at: now + self.desk.rules.code,
        };
        store::insert_code(self.tx, &row).await?;
        Ok(code)
    }

    async fn take_code(&mut self, code: &str) -> Result<Option<Passing>, EngineFault> {
        let (hash, now) = (TokenHash::of(code), self.desk.now);
        let Some(taken) = store::take_code(self.tx, &hash, &self.client.id, now).await? else {
            if let Some(grant) = store::grant_of_used_code(self.tx, &hash, &self.client.id).await? {
                self.revoke(&grant, "oauth.code_replayed").await?;
            }
            return Ok(None);
        };
        let Some(state) = self.live(&taken.grant).await? else {
            return Ok(None);
        };
        self.check_audience(&state)?;
        let roles = self.roles(&state).await?;
        let scope = state.scope.for_roles(&roles).within(&self.client.scopes);
        if scope.is_empty() {
            return Ok(None);
        }
        let origin = Origin {
            nonce: taken.nonce,
            challenge: taken.challenge,
            redirect_uri: taken.redirect_uri.clone(),
            ..state.origin(roles, self.desk)
        };
        Ok(Some(Passing {
            owner: state.account.unwrap_or_default(),
            client: state.client,
            redirect_uri: taken.redirect_uri,
            scope,
            details: origin.to_text(),
        }))
    }

    async fn issue(&mut self, grant: &Passing) -> Result<Issued, EngineFault> {
        let mut origin = read(grant)?;
        if origin.grant.is_none() {
            origin.grant = Some(self.put_grant(grant, &origin).await?);
        }
        let access_token = self.put_access_token(grant, &origin).await?;
        let personal = origin.auth_time.is_some();
        let refreshes = personal && self.client.grant_types.contains(&GrantType::RefreshToken);
        let refresh_token = match (refreshes, &origin.grant) {
            (true, Some(id)) => {
                let token = Token::generate(self.desk.entropy);
                self.put_refresh_token(id, &origin, &token).await?;
                Some(token)
            }
            _ => None,
        };
        Ok(Issued {
            access_token,
            refresh_token,
        })
    }

    async fn recover_refresh(&mut self, token: &str) -> Result<Option<Passing>, EngineFault> {
        let hash = TokenHash::of(token);
        let found = store::find_refresh_token(self.tx, &hash, &self.client.id).await?;
        let Some(found) = found else { return Ok(None) };
        if found.used.is_some() && !self.may_repeat(token, &found).await? {
            self.revoke(&found.grant, "oauth.refresh_token_replayed")
                .await?;
            return Ok(None);
        }
        if found.expires_at <= self.desk.now {
            return Ok(None);
        }
        let Some(state) = self.live(&found.grant).await? else {
            return Ok(None);
        };
        if !self.is_secured(&state).await? {
            return Ok(None);
        }
        self.check_audience(&state)?;
        let roles = self.roles(&state).await?;
        let scope = state.scope.for_roles(&roles).within(&self.client.scopes);
        if scope.is_empty() {
            return Ok(None);
        }
        let details = state.origin(roles, self.desk).to_text();
        Ok(Some(Passing {
            owner: state.account.unwrap_or_default(),
            client: state.client,
            redirect_uri: String::new(),
            scope,
            details,
        }))
    }

    async fn rotate(&mut self, token: &str, grant: &Passing) -> Result<Issued, EngineFault> {
        let origin = read(grant)?;
        let id = origin.grant.clone().unwrap_or_default();
        let (hash, successor) = (TokenHash::of(token), self.successor(token));
        // The look at the token promised nothing: this statement decides who was first.
        let is_first =
            store::use_refresh_token(self.tx, &hash, &grant.scope, self.desk.now).await?;
        if !is_first && !self.repeats(token, grant).await? {
            self.revoke(&id, "oauth.refresh_token_replayed").await?;
            return Err(EngineFault::invalid_grant());
        }
        if let Some(sid) = &origin.sid {
            let sid = Sid::new(sid.clone());
            sessions::touch(self.tx, &sid, self.desk.now, self.desk.rules.session).await?;
        }
        let access_token = self.put_access_token(grant, &origin).await?;
        if is_first {
            self.put_refresh_token(&id, &origin, &successor).await?;
        }
        Ok(Issued {
            access_token,
            refresh_token: Some(successor),
        })
    }
}

impl Ledger<'_> {
    /// The grant, locked for this exchange, if it still stands.
    async fn live(&mut self, id: &str) -> Result<Option<super::GrantState>, EngineFault> {
        let (now, lifetimes) = (self.desk.now, self.desk.rules.session);
        if !store::lock_grant(self.tx, id, now).await? {
            return Ok(None);
        }
        let state = store::find_grant(self.tx, id).await?;
        let state = state
            .filter(|state| state.is_alive(now, lifetimes) && state.is_consented_to(self.client));
        // The look promised nothing: a withdrawal may be under way, and this waits for it.
        match state.as_ref().and_then(|state| state.consent.as_ref()) {
            Some(consent) if !consents::use_now(self.tx, consent, now).await? => Ok(None),
            _ => Ok(state),
        }
    }

    /// Whether the account still has what it would need to sign in again (S96): where a second
    /// factor is required, and for staff always, one without any gets no further.
    async fn is_secured(&mut self, state: &super::GrantState) -> Result<bool, EngineFault> {
        let Some(account) = &state.account else {
            return Ok(true);
        };
        let account = AccountId::new(account.clone());
        let tx = &mut *self.tx;
        Ok(passkeys::count(tx, &account).await? > 0
            || totp::enrolled_at(tx, &account).await?.is_some()
            || !identities::strong(tx, &account).await?.is_empty()
            || (self.desk.rules.password_alone && roles::of(tx, &account).await?.is_empty()))
    }

    /// The roles that the tokens of this exchange tell: the account's present ones, and to the
    /// operator's own applications alone.
    async fn roles(&mut self, state: &super::GrantState) -> Result<Vec<Role>, EngineFault> {
        match &state.account {
            Some(account) if self.client.first_party => {
                Ok(roles::of(self.tx, &AccountId::new(account.clone())).await?)
            }
            _ => Ok(Vec::new()),
        }
    }

    /// A token for an audience that the grant does not cover is not made (RFC 8707 §2.2).
    fn check_audience(&self, state: &super::GrantState) -> Result<(), EngineFault> {
        match self.audience {
            Some(audience) if !state.resources.contains(audience) => Err(EngineFault::Protocol(
                Fault::new(OAuthCode::InvalidTarget, "resource was not granted"),
            )),
            _ => Ok(()),
        }
    }

    async fn revoke(&mut self, grant: &str, event: &'static str) -> Result<(), EngineFault> {
        let now = self.desk.now;
        let account = store::revoke_grant(self.tx, grant, now).await?;
        let event = audit::Event {
            name: event,
            by: audit::By::Client(self.client.id.as_str()),
            about: account.as_deref(),
            on_behalf: None,
            details: serde_json::json!({ "grant": grant }),
        };
        audit::record(self.tx, self.desk.entropy, now, event).await?;
        Ok(())
    }

    async fn put_grant(&mut self, grant: &Passing, origin: &Origin) -> Result<String, EngineFault> {
        let now = self.desk.now;
        let id = random_id(self.desk.entropy);
        let row = store::NewGrant {
            id: &id,
            account: origin.auth_time.is_some().then_some(grant.owner.as_str()),
            client: &self.client.id,
            scope: &grant.scope,
            origin,
            offline_at: grant.scope.contains(OFFLINE_ACCESS).then_some(now),
            created_at: now,
        };
        store::insert_grant(self.tx, &row).await?;
        Ok(id)
    }

    async fn put_access_token(
        &mut self,
        grant: &Passing,
        origin: &Origin,
    ) -> Result<String, EngineFault> {
        let Desk { rules, now, .. } = self.desk;
        let scope = grant.scope.for_audience(self.audience.is_none());
        let wanted = Wanted {
            issuer: &rules.issuer,
            client: self.client,
            owner: &grant.owner,
            audience: self.audience.unwrap_or(&rules.issuer),
            scope: &scope,
            origin,
            issued_at: now,
            expires_at: now + rules.access_token,
        };
        let Minted { token, kid } = mint::access_token(&wanted, self.desk)?;
        let names = (&TokenHash::of(&token), kid.as_deref());
        store::insert_access_token(self.tx, names, &wanted).await?;
        Ok(token)
    }

    async fn put_refresh_token(
        &mut self,
        grant: &str,
        origin: &Origin,
        token: &Token,
    ) -> Result<(), EngineFault> {
        let Desk { rules, now, .. } = self.desk;
        let allowed_at = origin.created_at.map_or(now, Timestamp::from_unix);
        let expires_at = (now + rules.refresh_idle).min(allowed_at + rules.refresh_absolute);
        store::insert_refresh_token(self.tx, &token.hash(), grant, (now, expires_at)).await?;
        Ok(())
    }

    /// What follows a refresh token: always the same, so that it need not be stored to be told
    /// again.
    fn successor(&self, token: &str) -> Token {
        Token::derive(self.desk.successors, token)
    }

    /// Whether a used token may be answered again: within the grace, and while its successor is
    /// unused. Reuse it is otherwise.
    async fn may_repeat(&mut self, token: &str, found: &Found) -> Result<bool, EngineFault> {
        let Desk { rules, now, .. } = self.desk;
        let within = |used_at: &Timestamp| {
            !rules.refresh_grace.is_zero() && now <= *used_at + rules.refresh_grace
        };
        if !found.used.as_ref().is_some_and(|used| within(&used.at)) {
            return Ok(false);
        }
        let successor = self.successor(token).hash();
        let next = store::find_refresh_token(self.tx, &successor, &self.client.id).await?;
        Ok(next.is_some_and(|next| next.used.is_none() && next.grant == found.grant))
    }

    /// Whether this exchange is the same again as the one that used the token; the grant is locked.
    async fn repeats(&mut self, token: &str, grant: &Passing) -> Result<bool, EngineFault> {
        let hash = TokenHash::of(token);
        let found = store::find_refresh_token(self.tx, &hash, &self.client.id).await?;
        let Some(found) = found else { return Ok(false) };
        let same_scope = found
            .used
            .as_ref()
            .is_some_and(|used| used.scope.as_deref() == Some(grant.scope.to_string().as_str()));
        Ok(same_scope && self.may_repeat(token, &found).await?)
    }
}

fn read(grant: &Passing) -> Result<Origin, EngineFault> {
    Origin::read(&grant.details).ok_or_else(EngineFault::invalid_grant)
}
