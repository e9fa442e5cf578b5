//! Settings: the compiled-in defaults ← files ← `PREFIX_SECTION__KEY` ← `PREFIX_SECTION__KEY_FILE`.
//!
//! Promises: *every* fault of a run is reported at once, each with its key and the `file:line` or
//! the variable it comes from; an unknown key is a fault; a secret's value is never printed.
//! The defaults hold every key, so that they are the reference and nothing is "missing" later.
//! What this is not: beside the sections that both servers have (`sections`) it knows no key of
//! either; see `idp::settings`, `portal::settings`.

mod check;
mod env;
mod fault;
mod sections;
mod tree;
mod values;

pub use check::Check;
pub use fault::{Fault, Faults, Origin};
pub use sections::{Audit, Database, Http, Keys, Mail, Texts};
pub use values::{
    Allowance, Colour, EmailAddress, Localised, PublicUrl, Sender, days, hours, minutes,
    opening_key, optional, sealing_key, seconds, seconds_or_none, secret,
};

use std::path::PathBuf;

use serde::de::DeserializeOwned;

use tree::Tree;

/// Where the settings come from; a later layer wins.
#[derive(Debug, Clone, Default)]
pub struct Layers<'a> {
    /// The defaults: TOML with *every* key.
    pub defaults: &'a str,
    /// TOML texts laid over the defaults (tests, demo).
    pub texts: &'a [&'a str],
    /// Files laid over those, in order.
    pub files: &'a [PathBuf],
    /// `IDP` reads `IDP_SECTION__KEY`.
    pub env_prefix: &'a str,
    /// The environment.
    pub env: Vec<(String, String)>,
    /// Keys whose values are never shown, each with what it must be.
    pub secrets: &'a [(&'a str, &'a str)],
}

/// Reads the layers into `T` and lets `validate` look at the whole; all faults together.
///
/// # Errors
/// [`Faults`], one for each thing to mend.
pub fn load<T: DeserializeOwned>(
    layers: Layers<'_>,
    validate: impl FnOnce(&T, &mut Check),
) -> Result<T, Faults> {
    let mut faults = Vec::new();
    let defaults = match Tree::parse("built-in defaults", layers.defaults) {
        Ok(tree) => tree.into_defaults(),
        Err(fault) => return Err(Faults::from(vec![fault])),
    };
    let mut tree = defaults.clone();
    for (number, text) in layers.texts.iter().enumerate() {
        tree.lay(
            Tree::parse(&format!("text {}", number + 1), text),
            &mut faults,
        );
    }
    for file in layers.files {
        tree.lay(Tree::read(file), &mut faults);
    }
    env::lay(
        &mut tree,
        &defaults,
        layers.env_prefix,
        layers.env,
        &mut faults,
    );
    // A source that could not be read may hold anything: only what it cannot explain is reported.
    let complete = faults.is_empty();

    let mut check = Check::new(tree, faults, layers.secrets);
    let value = check.deserialize::<T>(&defaults);
    if let (Some(value), true) = (&value, complete) {
        validate(value, &mut check);
    }
    check.finish(value)
}

#[cfg(test)]
mod tests;
