//! What an entry says beside what happened: how, with which device, for which application.

use serde_json::Value;
use shared::claims::Amr;

use crate::devices::How;
use crate::request::Cx;

/// In the reader's words; none where the entry holds nothing that people read.
pub(super) fn note(cx: &Cx, event: &str, details: &Value) -> Option<String> {
    let text = |key: &str, args: &[(&str, &str)]| cx.app.pages.text(cx.lang(), key, args).ok();
    let word = |name: &str| details.get(name).and_then(Value::as_str);
    let parts = match event {
        "sign_in.succeeded" => vec![
            text(&format!("history-how-{}", how(details)?.key()), &[]),
            device(word("browser"), word("system"))
                .and_then(|device| text("devices-label", &device)),
        ],
        "sign_in.stepped_up" => vec![text(&format!("history-how-{}", word("service")?), &[])],
        "sign_in.failed" => vec![text(&format!("history-failed-{}", word("factor")?), &[])],
        "consent.given" | "consent.withdrawn" => {
            vec![text("history-application", &[("name", word("name")?)])]
        }
        _ => Vec::new(),
    };
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn how(details: &Value) -> Option<How> {
    let amr: Vec<Amr> = serde_json::from_value(details.get("amr")?.clone()).ok()?;
    Some(How::of(&amr))
}

/// What a device is called by; none where the entry is from before it was noted.
fn device<'a>(
    browser: Option<&'a str>,
    system: Option<&'a str>,
) -> Option<[(&'static str, &'a str); 2]> {
    let named = |name: &'a str| if name.is_empty() { "none" } else { name };
    Some([("browser", named(browser?)), ("system", named(system?))])
}
