//! `oidcc-formpost-basic-certification-test-plan`: every module of the Basic plan, each answer sent
//! by a form of the browser.

use crate::rp::Mode;

crate::basic::modules!(Mode::FormPost);
