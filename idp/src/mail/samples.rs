//! Every mail with values, for those who look at them and for the tests that compare them.

use serde_json::{Value, json};

/// Folder of the mail, and what it is given; a mail with several states stands here several times.
#[expect(clippy::too_many_lines, reason = "a list")]
pub(crate) fn samples() -> Vec<(&'static str, Value)> {
    let (email, at) = ("kim@example.org", 1_795_424_400);
    let base = "https://konto.jobcenter.example";
    let id = "k3Q0r5mEwYh1Zt9dJc8sXfVbN2aPgLu7oTiR6qSxE4I";
    let link = |path: &str| format!("{base}{path}?id={id}&lang=de");
    let (account, forgotten) = (
        format!("{base}/konto"),
        format!("{base}/passwort-vergessen"),
    );
    let factor = |what: &str, name: &str| json!({ "what": what, "name": name, "email": email, "at": at, "account_url": account });
    let mut all = vec![
        ("account_deactivated", json!({ "email": email, "at": at })),
        ("account_deleted", json!({})),
        (
            "account_kept",
            json!({ "email": email, "forgotten": forgotten }),
        ),
        (
            "account_leaving",
            json!({ "email": email, "due_at": at, "link": link("/konto/behalten") }),
        ),
        (
            "account_reactivated",
            json!({ "email": email, "at": at, "sign_in": format!("{base}/anmelden") }),
        ),
        (
            "address_known",
            json!({ "email": email, "sign_in": format!("{base}/anmelden"), "forgotten": forgotten }),
        ),
        (
            "confirm_address",
            json!({ "email": email, "link": link("/registrieren/bestaetigen") }),
        ),
        (
            "email_change_asked",
            json!({ "new": "kim.neu@example.org", "at": at, "account_url": account }),
        ),
        (
            "email_change_confirm",
            json!({ "email": "kim.neu@example.org", "link": link("/konto/email/bestaetigen") }),
        ),
        ("email_change_known", json!({ "email": email })),
        (
            "email_change_stopped",
            json!({ "email": email, "at": at, "has_password": true, "forgotten": forgotten }),
        ),
        (
            "email_change_stopped",
            json!({ "email": email, "at": at, "has_password": false, "forgotten": forgotten }),
        ),
        (
            "email_changed",
            json!({ "new": "kim.neu@example.org", "at": at, "link": link("/konto/email/zuruecknehmen") }),
        ),
        (
            "invitation",
            json!({
                "email": email, "roles": ["benefits", "lead"], "until": at, "link": link("/einladung"),
            }),
        ),
        (
            "new_device",
            json!({
                "email": email, "at": at, "browser": "Firefox", "system": "Windows",
                "address": "192.0.2.*", "link": link("/das-war-ich-nicht"),
            }),
        ),
        (
            "new_device",
            json!({
                "email": email, "at": at, "browser": "", "system": "",
                "address": "2001:db8:…", "link": link("/das-war-ich-nicht"),
            }),
        ),
        (
            "own_data_taken",
            json!({ "at": at, "forgotten": forgotten }),
        ),
        (
            "password_changed",
            json!({ "email": email, "forgotten": forgotten }),
        ),
        (
            "recovery_begun",
            json!({ "email": email, "at": at, "forgotten": forgotten }),
        ),
        (
            "recovery_codes_made",
            json!({ "email": email, "at": at, "account_url": account }),
        ),
        (
            "recovery_done",
            json!({
                "email": email, "at": at, "totp": true, "removed": "Handy, Tablet", "letter": true,
                "account_url": account,
            }),
        ),
        (
            "recovery_counter",
            json!({ "email": email, "at": at, "forgotten": forgotten }),
        ),
        (
            "recovery_letter_asked",
            json!({ "email": email, "at": at, "link": link("/brief-stoppen") }),
        ),
        (
            "recovery_letter_refused",
            json!({ "email": email, "why": "no_case" }),
        ),
        (
            "recovery_letter_refused",
            json!({ "email": email, "why": "address_new" }),
        ),
        (
            "recovery_letter_refused",
            json!({ "email": email, "why": "blocked" }),
        ),
        (
            "recovery_link",
            json!({ "email": email, "link": link("/zugang-verloren/weiter") }),
        ),
        (
            "recovery_password",
            json!({ "email": email, "link": link("/zugang-verloren"), "forgotten": forgotten }),
        ),
        (
            "reset_no_password",
            json!({
                "email": email, "ways": ["passkey", "bundid", "mein-uk"],
                "link": format!("{base}/anmelden"),
            }),
        ),
        (
            "reset_password",
            json!({ "email": email, "link": link("/passwort-vergessen/neu") }),
        ),
        (
            "reset_unknown",
            json!({ "email": email, "link": format!("{base}/registrieren") }),
        ),
        (
            "user_name",
            json!({ "email": email, "link": format!("{base}/anmelden") }),
        ),
    ];
    // The last one is what a person may call a passkey.
    for (what, name) in [
        ("passkey-removed", "Handy"),
        ("totp-added", ""),
        ("totp-replaced", ""),
        ("totp-removed", ""),
        ("totp-and-password-removed", ""),
        ("password-set", ""),
        ("password-changed", ""),
        ("password-removed", ""),
        ("identity-linked", "BundID"),
        ("identity-unlinked", "BundID"),
        ("passkey-added", "Handy"),
        (
            "passkey-added",
            "\"><svg onload=alert(1)> {{ brand }} \u{202e}yekssap\r\nBcc: x@example.org \u{1b}[2J",
        ),
    ] {
        all.push(("factor_changed", factor(what, name)));
    }
    all
}
