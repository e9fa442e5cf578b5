//! Keys of the keyboard.

use chromiumoxide::cdp::browser_protocol::input::{DispatchKeyEventParams, DispatchKeyEventType};

/// Name, key code of Windows, text that it types.
const NAMED: &[(&str, i64, Option<&str>)] = &[
    ("Enter", 13, Some("\r")),
    ("Tab", 9, None),
    ("Escape", 27, None),
    ("Delete", 46, None),
    ("Backspace", 8, None),
    ("Space", 32, Some(" ")),
    ("Home", 36, None),
    ("End", 35, None),
    ("ArrowLeft", 37, None),
    ("ArrowUp", 38, None),
    ("ArrowRight", 39, None),
    ("ArrowDown", 40, None),
];

/// Down and up of `key`, which may begin with `Shift+`; `None` when it is unknown.
pub(super) fn strokes(key: &str) -> Option<[DispatchKeyEventParams; 2]> {
    let (modifiers, key) = match key.strip_prefix("Shift+") {
        Some(rest) => (8, rest),
        None => (0, key),
    };
    let (code, text) = match NAMED.iter().find(|(name, ..)| *name == key) {
        Some((_, code, text)) => (*code, text.map(str::to_owned)),
        None if key.chars().count() == 1 => {
            let upper = key.to_uppercase().chars().next()?;
            (i64::from(u32::from(upper)), Some(key.to_owned()))
        }
        None => return None,
    };
    let event = |kind| {
        let mut event = DispatchKeyEventParams::new(kind);
        let typed = if key == "Space" { " " } else { key };
        event.key = Some(typed.to_owned());
        event.code = Some(key.to_owned());
        event.windows_virtual_key_code = Some(code);
        event.modifiers = Some(modifiers);
        event
    };
    let mut down = event(DispatchKeyEventType::KeyDown);
    down.text = text;
    Some([down, event(DispatchKeyEventType::KeyUp)])
}
