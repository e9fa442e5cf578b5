//! Every mail with values, for those who look at them and for the tests that compare them.

use serde_json::{Value, json};

/// Folder of the mail, and what it is given; a mail with several states stands here several times.
pub(crate) fn samples() -> Vec<(&'static str, Value)> {
    let (phone, base) = ("01234 5678-0", "https://portal.jobcenter.example");
    let (start, at) = (format!("{base}/"), 1_795_424_400);
    let member = |admin: bool| {
        json!({
            "organisation": "Muster & Söhne GmbH", "label": "Robin", "code": "7K3M9",
            "admin": admin, "phone": phone, "url": start,
        })
    };
    let address = |client: &str| json!({ "client": client, "phone": phone, "url": format!("{base}/verlauf") });
    let code = json!({ "url": format!("{base}/freischaltcode") });
    vec![
        ("address_changed", address("")),
        ("address_changed", address("Beispiel-Bildung gGmbH")),
        ("code_request_answered", code.clone()),
        ("code_request_declined", code),
        ("company_access_withdrawn", member(false)),
        ("company_colleague_joined", member(false)),
        ("company_role_changed", member(true)),
        ("company_role_changed", member(false)),
        ("own_data_deleted", json!({})),
        ("own_data_kept", json!({ "phone": phone })),
        (
            "own_data_leaving",
            json!({
                "due_at": at, "url": format!("{base}/meine-daten/behalten"), "phone": phone,
            }),
        ),
        ("own_data_taken", json!({ "at": at, "phone": phone })),
        (
            "profile_moved_away",
            json!({ "phone": phone, "url": start }),
        ),
        (
            "profile_moved_here",
            json!({ "phone": phone, "url": start }),
        ),
    ]
}
