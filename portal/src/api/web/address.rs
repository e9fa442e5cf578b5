//! `/api/v1/profile/address`: the address on record, read and changed by who may change it. The tag
//! names the version that was read, so that nobody undoes what somebody else did (RFC 9110 §13.1.1).

use axum::Json;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Response};
use http::HeaderMap;
use http::header::{CACHE_CONTROL, ETAG, IF_MATCH};
use serde_json::json;
use shared::claims::scope;

use super::bearer::{authorize, demand_identity};
use super::customer::customer;
use super::json::read_json;
use crate::address::{self, Author, ChangeError, Changed, Fault, Fields, Mistake, NEEDED};
use crate::app::App;
use crate::cases::{self, Case};
use crate::error::api::{ApiError, FieldFault};

/// `GET`: 200 with the address and its tag.
pub(super) async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let now = app.clock.now();
    let wanted = scope::PORTAL_PROFILE_WRITE;
    let token = authorize(&app, &headers, query.as_deref(), wanted, now).await?;
    let mut tx = app.db.read().await?;
    let (_, case) = customer(&app, &mut tx, &token).await?;
    tx.commit().await?;
    Ok(represent(&case))
}

/// `PUT`: 200 with the address as it stands now.
pub(super) async fn put(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, ApiError> {
    let now = app.clock.now();
    let wanted = scope::PORTAL_PROFILE_WRITE;
    let token = authorize(&app, &headers, query.as_deref(), wanted, now).await?;
    let (level, person) = demand_identity(&app, &headers, &token, (NEEDED, now)).await?;
    let words = "The body must be an object with street, postal_code and place, and optionally \
                 extra and country, all texts.";
    let fields: Fields = read_json(&headers, &body, words)?;
    let address = fields.read().map_err(|mistakes| {
        let faults = mistakes.into_iter().map(fault).collect();
        ApiError::invalid_fields(faults)
    })?;
    let mut tx = app.db.write().await?;
    let (resident, case) = customer(&app, &mut tx, &token).await?;
    if !is_version(&headers, &case)? {
        return Err(ApiError::changed_meanwhile());
    }
    let author = Author {
        resident: &resident.id,
        level,
        person: &person,
        means: &token.means,
        client: Some(&token.client_id),
    };
    let means = (&*app.entropy, now);
    let seen = (&case.id, case.version);
    let changed = address::change(&mut tx, means, author, seen, &address).await;
    match refused(changed)? {
        Changed::Done => {
            let client = token.client_name.as_deref().unwrap_or(&token.client_id);
            address::tell(&app, &mut tx, now, &resident, Some(client)).await?;
        }
        Changed::Same => {}
        Changed::SomebodyElse => {
            tx.commit().await?;
            return Err(ApiError::identity_mismatch());
        }
    }
    let kept = cases::find(&mut tx, &case.id).await?;
    let kept = kept.ok_or_else(ApiError::not_found)?;
    tx.commit().await?;
    app.postman.ring();
    Ok(represent(&kept))
}

fn refused(changed: Result<Changed, ChangeError>) -> Result<Changed, ApiError> {
    changed.map_err(|error| match error {
        ChangeError::Meanwhile | ChangeError::NotTheirs => ApiError::changed_meanwhile(),
        ChangeError::Closed => ApiError::case_closed(),
        ChangeError::Store(error) => error.into(),
    })
}

fn tag(case: &Case) -> String {
    format!("\"{}\"", case.version)
}

/// Whether the request is about the case as it is now. `*` does not say what was read.
fn is_version(headers: &HeaderMap, case: &Case) -> Result<bool, ApiError> {
    let sent = headers.get(IF_MATCH).and_then(|it| it.to_str().ok());
    let sent = sent.map(str::trim).filter(|sent| *sent != "*");
    let sent = sent.ok_or_else(ApiError::precondition_required)?;
    Ok(sent.split(',').any(|one| one.trim() == tag(case)))
}

fn represent(case: &Case) -> Response {
    let address = &case.record.address;
    let told = &case.address_told;
    let fields = Fields::of(address);
    let body = json!({
        "lines": address.lines(),
        "extra": fields.extra,
        "street": fields.street,
        "postal_code": fields.postal_code,
        "place": fields.place,
        "country": fields.country,
        "changed_at": told.at.unix(),
        "changed_by": if told.by.is_some() { "customer" } else { "office" },
    });
    let headers = [(CACHE_CONTROL, "no-store".to_owned()), (ETAG, tag(case))];
    (headers, Json(body)).into_response()
}

fn fault(mistake: Mistake) -> FieldFault {
    let detail = match (mistake.field, mistake.fault) {
        (_, Fault::Empty) => "must not be empty",
        ("postal_code", _) => "in Germany five digits; elsewhere at most 12 letters and digits",
        ("place", _) => "a name of at most 80 characters",
        ("country", _) => "the name of a country, or empty for Germany",
        _ => "one line of at most 100 characters",
    };
    FieldFault {
        name: mistake.field,
        detail,
    }
}
