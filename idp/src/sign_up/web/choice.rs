//! What everybody chooses and agrees to who gets an account: the same on every page that makes
//! one (S29–S32).

use secrecy::SecretString;
use shared::forms::FormState;

use crate::passwords::{self, Rule};

/// Notes in `state` what is wrong with a chosen password and its repetition.
pub(crate) fn check_password(
    state: &mut FormState,
    rule: &Rule,
    (password, repeated): (&SecretString, &SecretString),
) {
    for criterion in rule.unmet(password, repeated) {
        let field = match criterion {
            passwords::Criterion::Repeated => "password_repeat",
            _ => "password",
        };
        state.wrong_with(field, criterion.key(), rule.args());
    }
}

/// Notes in `state` which of the two consents is missing.
pub(crate) fn check_consents(state: &mut FormState, (terms, privacy): (bool, bool)) {
    if !terms {
        state.wrong("terms", "sign_up-register-terms-missing");
    }
    if !privacy {
        state.wrong("privacy", "sign_up-register-privacy-missing");
    }
}
