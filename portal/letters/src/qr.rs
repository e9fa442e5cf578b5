//! A QR code as SVG: one path, black on white, with the quiet zone of four modules.

use qrcodegen::{DataTooLong, QrCode, QrCodeEcc};
use std::fmt::Write as _;

const QUIET: i32 = 4;

pub(crate) fn svg(content: &str) -> Result<String, DataTooLong> {
    let code = QrCode::encode_text(content, QrCodeEcc::Medium)?;
    let side = code.size() + 2 * QUIET;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|&x| code.get_module(x, y)) {
            write!(path, "M{},{}h1v1h-1z", x + QUIET, y + QUIET).expect("a String takes all text");
        }
    }
    Ok(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges"><rect width="{side}" height="{side}" fill="#fff"/><path d="{path}" fill="#000"/></svg>"##
    ))
}
