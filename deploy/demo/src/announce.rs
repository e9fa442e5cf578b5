//! What the demo says on stdout: one line per address and what to do first.

use std::fmt::Write;
use std::path::Path;

use portal::demo::DemoCase;

use crate::ports::{BasePort, Port};

/// The whole text.
pub(crate) fn text(base: BasePort, data: &Path, case: &DemoCase) -> String {
    let mut text = String::from("Schlüsselbund is running. Ctrl-C stops it.\n\n");
    let addresses = [
        ("Identity provider", base.origin(Port::IdentityProvider)),
        ("Jobcenter portal", base.origin(Port::Portal)),
        ("BundID (stand-in)", base.origin(Port::BundId)),
        ("Mein UK (stand-in)", base.origin(Port::Muk)),
        ("Post", base.origin(Port::Post)),
        ("Education provider", base.origin(Port::Education)),
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
    let _ = writeln!(text, "\nFirst:\n{}", first_steps(base, case));
    text
}

/// From nothing to the home page of the made-up case.
fn first_steps(base: BasePort, case: &DemoCase) -> String {
    let (portal, post) = (base.origin(Port::Portal), base.origin(Port::Post));
    let education = base.origin(Port::Education);
    format!(
        "  1. Open {portal}/anmelden and choose \"Registrieren\"; any e-mail address will do.\n\
         \x20 2. Read the e-mail at {post} and follow its link.\n\
         \x20 3. Sign in (\"Anmelden\") and secure the account with a passkey or an authenticator app.\n\
         \x20 4. Choose \"Freischaltcode eingeben\". The code is in the letter to {} at {post};\n\
         \x20    the birth date to enter is {}. Then you see the Kundennummer {}.\n\
         \x20 5. The office's side: the e-mail to leitung@jobcenter.example at {post} invites its first lead.\n\
         \x20 6. Somebody else's application: at {education} the staff of an education provider signs in\n\
         \x20    with Mein Unternehmenskonto and invites you. Use another browser or a private window.",
        case.name,
        german(&case.birth_date),
        case.customer_number,
    )
}

/// `1987-03-14` as the form asks for it: `14.03.1987`.
fn german(date: &str) -> String {
    let mut parts: Vec<_> = date.split('-').collect();
    parts.reverse();
    parts.join(".")
}
