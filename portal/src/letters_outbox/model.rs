use letters::{RecoveryCodeLetter, UnlockCodeLetter};
use shared::clock::Timestamp;

/// A letter to be written.
#[derive(Debug)]
pub(crate) struct NewLetter<'a> {
    /// The case whose address it goes to.
    pub(crate) case: &'a str,
    /// The name of the code it brings.
    pub(crate) code: &'a str,
    pub(crate) letter: &'a UnlockCodeLetter,
    pub(crate) hold: Hold,
}

/// A letter with a recovery code to be written. The code is known to nobody here.
#[derive(Debug)]
pub(crate) struct NewRecoveryLetter<'a> {
    /// The case whose address it goes to.
    pub(crate) case: &'a str,
    /// The provider's name for the letter.
    pub(crate) request: &'a str,
    /// Everything but the code.
    pub(crate) letter: &'a RecoveryCodeLetter,
    /// The code, sealed to the letter outbox for this request.
    pub(crate) sealed: &'a [u8],
}

/// Who writes the letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hold {
    /// The job, as soon as it can.
    No,
    /// Whoever posts it, by [`super::PostRoom::write`]; the job only if that fails.
    Mine,
}

/// How far a letter has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LetterState {
    /// It waits to be laid into the folder.
    Waiting,
    /// It lies in the folder, or has been fetched.
    Written,
    /// The print centre has confirmed it.
    Printed { at: Timestamp },
}
