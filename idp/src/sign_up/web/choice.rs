//! What everybody agrees to who gets an account: the same on every page that makes one (S30–S32).

use shared::forms::FormState;

/// Notes in `state` which of the two consents is missing.
pub(crate) fn check_consents(state: &mut FormState, (terms, privacy): (bool, bool)) {
    if !terms {
        state.wrong("terms", "sign_up-register-terms-missing");
    }
    if !privacy {
        state.wrong("privacy", "sign_up-register-privacy-missing");
    }
}
