//! An application looks after its registration (RFC 7592): reads it, replaces it as a whole, ends
//! it. Its registration access token stays the same: an answer that is lost on the way locks
//! nobody out.

use serde_json::{Value, json};
use shared::secret::Token;

use super::end::end;
use super::read::{self, Named, refuse};
use super::register::{Counter, Refusal, Told, prepare, record, secret};
use crate::clients::{Metadata, Registered};

/// The registration that this token opens.
async fn opened(counter: Counter<'_>, id: &str, token: &str) -> Result<Registered, Refusal> {
    let mut tx = counter.db.read().await?;
    let found = Registered::find(&mut tx, id).await?;
    tx.commit().await?;
    found.filter(|it| it.opens(token)).ok_or(Refusal::Token)
}

/// The registration. Secrets are kept as hashes, so that none can be told again.
pub(super) async fn show(counter: Counter<'_>, id: &str, token: &str) -> Result<Told, Refusal> {
    Ok(Told {
        client: opened(counter, id, token).await?,
        secret: None,
        access: token.to_owned(),
    })
}

/// Replaces the registration by what `body` says, within the rights that it was made by.
pub(super) async fn replace(
    counter: Counter<'_>,
    (id, token): (&str, &str),
    body: &[u8],
) -> Result<Told, Refusal> {
    let mut client = opened(counter, id, token).await?;
    let named: Named = serde_json::from_slice(body).unwrap_or_default();
    if named.client_id.as_deref() != Some(id) {
        return Err(refuse("client_id must be that of this registration").into());
    }
    if named
        .client_secret
        .is_some_and(|it| !client.has_secret(&it))
    {
        return Err(refuse("client_secret must be the present one, or absent").into());
    }
    let metadata = read::read(body, &client.kept.rights, counter.clients.outlets())?;
    let logo = prepare(counter, &metadata).await?;
    let ends = is_another(&client.kept.metadata, &metadata);
    let fresh = secret(counter.entropy, &metadata);
    let keeps = fresh.is_some() && client.is_secretive();
    let fresh = fresh.filter(|_| !keeps);
    if !keeps {
        client.set_secret(fresh.as_ref().map(Token::hash));
    }
    client.kept.metadata = metadata;
    let mut tx = counter.db.write().await?;
    if !client.update(&mut tx, logo.as_ref(), counter.now).await? {
        return Err(Refusal::Token);
    }
    if ends {
        end(&mut tx, id, counter.now).await?;
    }
    let details = json!({ "client": id, "grants_ended": ends });
    record(&mut tx, counter, ("client.altered", id), details).await?;
    tx.commit().await?;
    Ok(Told {
        client,
        secret: fresh,
        access: token.to_owned(),
    })
}

/// What may change without anybody having to allow it anew: where answers go, how they look.
const HARMLESS: &[&str] = &[
    "redirect_uris",
    "post_logout_redirect_uris",
    "request_uris",
    "initiate_login_uri",
    "frontchannel_logout_uri",
    "frontchannel_logout_session_required",
    "backchannel_logout_uri",
    "backchannel_logout_session_required",
    "account_events_uri",
    "id_token_signed_response_alg",
    "userinfo_signed_response_alg",
    "request_object_signing_alg",
    "default_max_age",
    "default_acr_values",
    "require_auth_time",
    "software_version",
];

/// Whether people would not recognise it: it has another name, knows them by other ones, proves
/// itself in another way or may ask for something else.
fn is_another(before: &Metadata, after: &Metadata) -> bool {
    let told = |metadata: &Metadata| {
        let mut told = serde_json::to_value(metadata).unwrap_or_default();
        if let Value::Object(told) = &mut told {
            told.retain(|key, _| !HARMLESS.contains(&key.as_str()));
        }
        told
    };
    told(before) != told(after)
}

/// Ends the registration, and with it everything that it was allowed.
pub(super) async fn delete(counter: Counter<'_>, id: &str, token: &str) -> Result<(), Refusal> {
    let client = opened(counter, id, token).await?;
    let mut tx = counter.db.write().await?;
    if !client.delete(&mut tx).await? {
        return Err(Refusal::Token);
    }
    end(&mut tx, id, counter.now).await?;
    let details = json!({ "client": id });
    record(&mut tx, counter, ("client.deleted", id), details).await?;
    Ok(tx.commit().await?)
}
