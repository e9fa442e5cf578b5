//! portal/letters
