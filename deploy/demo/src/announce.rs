//! What the demo says on stdout: one line per address and what to do first.

use std::fmt::Write;
use std::path::Path;

use crate::ports::{BasePort, Port};

/// The whole text.
pub(crate) fn text(base: BasePort, data: &Path) -> String {
    let mut text = String::from("Schlüsselbund is running. Ctrl-C stops it.\n\n");
    let addresses = [
        ("Identity provider", base.url(Port::IdentityProvider)),
        ("Jobcenter portal", base.url(Port::Portal)),
        ("Post", base.url(Port::Post)),
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
    text
}
