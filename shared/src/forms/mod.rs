//! Forms that only our own pages can send: the visitor cookie, the CSRF token made from it,
//! the `Origin`/`Sec-Fetch-Site` check, reading a body strictly, and what a form shows again
//! after a mistake or a sign-in in between. It is not a validator: each capability says itself what a field may hold.

mod cookies;
mod detour;
mod draft;
mod fill;
mod guard;
mod read;
mod state;

pub use cookies::CookieNames;
pub use detour::{
    asks_to_sign_in, is_of_type, is_page, named_draft, own_address, sign_in_with_draft,
};
pub use draft::{
    AUTHOR_FIELD, Author, DRAFT_PARAMETER, Draft, ShownAt, field, is_secret, same_page,
};
pub use guard::{CSRF_FIELD, CSRF_HEADER, Guard, Refused, Visitor};
pub use read::{
    FORM_LIMIT, FormRejection, is_json_text, is_legible, is_text, read_form, read_json,
};
pub use state::{FieldError, FormState};
