//! Asking the page by the debugger, whatever its scripts and its policy are.

use std::time::Instant;

use chromiumoxide::cdp::js_protocol::runtime::{
    CallFunctionOnParams, EvaluateParams, RemoteObjectId,
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::time::sleep;

use super::super::{LIMIT, LOOK_AGAIN};
use super::Tab;

impl Tab {
    /// Evaluates a plain expression (nothing that waits) in the page.
    ///
    /// # Panics
    /// When it throws or gives something else.
    pub async fn evaluate<T: DeserializeOwned>(&self, expression: &str) -> T {
        let begun = Instant::now();
        loop {
            match self.try_evaluate(expression).await {
                Ok(value) => return value,
                // Between two pages there is nothing to ask.
                Err(_) if begun.elapsed() < LIMIT => sleep(LOOK_AGAIN).await,
                Err(error) => self.fail(&format!("{expression}: {error}")).await,
            }
        }
    }

    pub(super) async fn try_evaluate<T: DeserializeOwned>(
        &self,
        expression: &str,
    ) -> Result<T, String> {
        let params = EvaluateParams::builder()
            .expression(expression)
            .return_by_value(true)
            .build()?;
        let answer = self.0.page.execute(params).await;
        let answer = answer.map_err(|error| error.to_string())?;
        if let Some(thrown) = &answer.exception_details {
            return Err(format!("{thrown:?}"));
        }
        let value = answer.result.result.value.clone().unwrap_or(Value::Null);
        serde_json::from_value(value).map_err(|error| error.to_string())
    }

    /// Calls a function with an element and gives what it returns.
    pub(super) async fn call<T: DeserializeOwned>(
        &self,
        element: &RemoteObjectId,
        function: &str,
    ) -> T {
        match self.try_call(element, function).await {
            Ok(value) => value,
            Err(error) => self.fail(&format!("{function}: {error}")).await,
        }
    }

    /// The same, where the element may be gone.
    pub(super) async fn try_call<T: DeserializeOwned>(
        &self,
        element: &RemoteObjectId,
        function: &str,
    ) -> Result<T, String> {
        let params = CallFunctionOnParams::builder()
            .function_declaration(format!("function() {{ return ({function})(this); }}"))
            .object_id(element.clone())
            .return_by_value(true)
            .build()?;
        let answer = self.0.page.execute(params).await;
        let answer = answer.map_err(|error| error.to_string())?;
        let value = answer.result.result.value.clone().unwrap_or(Value::Null);
        serde_json::from_value(value).map_err(|error| error.to_string())
    }

    pub(super) async fn try_element(&self, expression: &str) -> Option<RemoteObjectId> {
        let params = EvaluateParams::builder()
            .expression(expression)
            .build()
            .ok()?;
        let answer = self.0.page.execute(params).await.ok()?;
        answer.result.result.object_id.clone()
    }

    pub(super) async fn element(&self, expression: &str, name: &str) -> RemoteObjectId {
        let begun = Instant::now();
        loop {
            if let Some(element) = self.try_element(expression).await {
                return element;
            }
            if begun.elapsed() > LIMIT {
                self.fail(&format!("nothing here is called {name:?}")).await;
            }
            sleep(LOOK_AGAIN).await;
        }
    }
}
