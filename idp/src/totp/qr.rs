//! The key as a picture for a camera. A page shows the same as text beside it.

use qrcodegen::{QrCode, QrCodeEcc};

/// A QR code as an SVG path: one unit a module, with the quiet zone of four.
#[derive(Debug, Clone, serde::Serialize)]
pub(crate) struct Qr {
    /// Width and height of the view box.
    pub(crate) size: i32,
    /// The `d` of the one path.
    pub(crate) path: String,
}

const QUIET: i32 = 4;

impl Qr {
    /// The picture of `text`; `None` when it is too long for one.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
        let side = code.size();
        let mut path = String::new();
        for y in 0..side {
            for x in (0..side).filter(|&x| code.get_module(x, y)) {
                path.push_str(&format!("M{},{}h1v1h-1z", x + QUIET, y + QUIET));
            }
        }
        Some(Self {
            size: side + 2 * QUIET,
            path,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_a_square_with_a_quiet_zone() {
        let qr = Qr::of("otpauth://totp/a?secret=B").expect("short");
        assert_eq!((qr.size - 2 * QUIET - 17) % 4, 0);
        assert!(qr.path.starts_with("M4,4h1v1h-1z"), "the finder's corner");
        assert!(Qr::of(&"x".repeat(4000)).is_none());
    }
}
