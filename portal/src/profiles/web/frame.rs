//! How the frame names who is signed in, and the profile menu (S75–S82).

use shared::pages::{NavLink, PagesError};

use crate::app::Parts;
use crate::profiles::Listed;
use crate::residents::Resident;

/// The words of the header.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    pub(crate) name: String,
    pub(crate) detail: Option<String>,
    pub(crate) menu: Vec<NavLink>,
}

/// Names the person of this session: by the unlocked case, else by the account.
pub(crate) fn in_frame(
    app: &Parts,
    lang: &str,
    current: Option<&Listed>,
    (resident, is_staff): (&Resident, bool),
) -> Result<Shown, PagesError> {
    let text = |key: &str, args: &[(&str, &str)]| app.pages.text(lang, key, args);
    let (name, detail) = match current {
        Some(Listed {
            case: Some(case), ..
        }) => {
            let number = [("number", case.record.customer_number.as_str())];
            let detail = text("profiles-frame-number", &number)?;
            (case.record.name(), Some(detail))
        }
        Some(_) => (
            text("profiles-frame-standard", &[])?,
            resident.email.clone(),
        ),
        None => (text("profiles-frame-none", &[])?, resident.email.clone()),
    };
    let account = format!(
        "{}/konto",
        app.settings.provider.issuer.as_str().trim_end_matches('/')
    );
    let mut menu = vec![
        NavLink::new("profiles-frame-home", "/start"),
        NavLink::new("profiles-frame-switch", "/profil-wechseln"),
        NavLink::new("profiles-frame-manage", "/profile-verwalten"),
        NavLink::new("profiles-frame-own-data", "/meine-daten"),
        NavLink::new("profiles-frame-account", &account),
    ];
    if current.is_some_and(|current| current.case.is_some()) {
        menu.insert(1, NavLink::new("profiles-frame-edit", "/profil/bearbeiten"));
    }
    if current.is_some_and(|current| current.profile.is_admin()) {
        let manage = NavLink::new("profiles-frame-colleagues", "/unternehmen/zugaenge");
        menu.insert(1, manage);
    }
    if is_staff {
        menu.insert(0, NavLink::new("profiles-frame-staff", "/sachbearbeitung"));
    }
    Ok(Shown { name, detail, menu })
}
