//! What the demo says on stdout: one line per address and what to do first.

use std::fmt::Write;
use std::path::Path;

use crate::ports::{BasePort, Port};

/// The whole text.
pub(crate) fn text(base: BasePort, data: &Path) -> String {
    let mut text = String::from("Schlüsselbund is running. Ctrl-C stops it.\n\n");
    let addresses = [
        ("Identity provider", base.origin(Port::IdentityProvider)),
        ("Jobcenter portal", base.origin(Port::Portal)),
        ("Post", base.origin(Port::Post)),
        (
            "Mail (SMTP)",
            format!("smtp://127.0.0.1:{}", base.of(Port::Smtp)),
        ),
    ];
    for (what, address) in addresses {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  {what:<18} {address}");
    }
    let _ = writeln!(text, "  {:<18} {}", "Data and logs", data.display());
    let _ = writeln!(text, "\nFirst:\n{}", first_steps(base));
    text
}

/// From nothing to an account; what comes after the last step is added with the case that the
/// portal makes at the first start.
fn first_steps(base: BasePort) -> String {
    let (portal, post) = (base.origin(Port::Portal), base.origin(Port::Post));
    format!(
        "  1. Open {portal}/anmelden and choose \"Registrieren\"; any e-mail address will do.\n\
         \x20 2. Read the e-mail at {post} and follow its link.\n\
         \x20 3. Sign in (\"Anmelden\") and secure the account with a passkey or an authenticator app."
    )
}
