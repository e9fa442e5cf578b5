//! Where a page's forms may lead in the end (CSP `form-action`): Chromium looks at every redirect
//! after a post, up to the application. Those of the operator's files are few; one that registered
//! itself counts on the pages of its own waiting request alone.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use shared::db::StoreError;
use shared::forms::Visitor;
use shared::pages::FormAction;
use url::form_urlencoded;

use crate::app::App;
use crate::interactions::{self, InteractionId};

/// The layer; inside the one that frames pages.
pub(crate) async fn allow_goals(State(app): State<App>, request: Request, next: Next) -> Response {
    let query = request.uri().query().unwrap_or_default();
    let waiting = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "vorgang");
    let waiting = waiting.and_then(|(_, id)| id.parse::<InteractionId>().ok());
    let visitor = request.extensions().get::<Visitor>().cloned();
    let mut goals = app.clients.web_origins();
    if let (Some(id), Some(visitor)) = (waiting, visitor) {
        match goal(&app, &id, &visitor).await {
            Ok(goal) => goals.extend(goal),
            Err(error) => tracing::warn!(error = %error, "a waiting request could not be read"),
        }
    }
    let mut response = next.run(request).await;
    if let Some(FormAction(own)) = response.extensions_mut().remove::<FormAction>() {
        goals.extend(own);
    }
    goals.sort();
    goals.dedup();
    response.extensions_mut().insert(FormAction(goals));
    response
}

async fn goal(
    app: &App,
    id: &InteractionId,
    visitor: &Visitor,
) -> Result<Option<String>, StoreError> {
    let mut tx = app.db.read().await?;
    let asker = interactions::asker(&mut tx, id, &visitor.hash(), app.clock.now()).await?;
    tx.commit().await?;
    Ok(asker.and_then(|asker| asker.goal))
}
