//! What people do, in a real browser. One file for one journey or a few that belong together;
//! `docs/testing.md` tells how to write one.

mod kit_itself;

use std::process::ExitCode;

fn main() -> ExitCode {
    kit::journeys::main(kit::journeys![
        kit_itself::words_and_forms,
        kit_itself::without_scripts,
        kit_itself::passkeys,
        kit_itself::the_watcher_sees,
        kit_itself::everybody_can_use_it,
    ])
}
