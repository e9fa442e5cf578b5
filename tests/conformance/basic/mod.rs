//! `oidcc-basic-certification-test-plan`: code flow, a client with a secret, answers in the query.
//! Each module takes the response mode, because another plan runs them all once more.

pub(crate) mod codes;
pub(crate) mod prompts;
pub(crate) mod requests;
pub(crate) mod scopes;
pub(crate) mod signing_in;

use crate::rp::{Client, Mode, Op};

/// The plan's client and its provider.
async fn op() -> (Op, Client) {
    let client = Client::basic("basic");
    (Op::with(&[&client]).await, client)
}

/// A test of each module, in one response mode.
macro_rules! modules {
    ($mode:expr) => {
        $crate::basic::modules! { $mode;
            signing_in:
                oidcc_server,
                oidcc_idtoken_signature,
                oidcc_idtoken_unsigned,
                oidcc_userinfo_get,
                oidcc_userinfo_post_header,
                oidcc_userinfo_post_body,
                oidcc_ensure_request_without_nonce_succeeds_for_code_flow,
                oidcc_server_client_secret_post,
                oidcc_ensure_request_with_valid_pkce_succeeds;
            scopes:
                oidcc_scope_profile,
                oidcc_scope_email,
                oidcc_scope_address,
                oidcc_scope_phone,
                oidcc_scope_all,
                oidcc_alternate_happy_flow,
                oidcc_claims_essential;
            prompts:
                oidcc_prompt_login,
                oidcc_prompt_none_not_logged_in,
                oidcc_prompt_none_logged_in,
                oidcc_max_age_1,
                oidcc_max_age_10000,
                oidcc_id_token_hint;
            requests:
                oidcc_response_type_missing,
                oidcc_display_page,
                oidcc_display_popup,
                oidcc_ensure_request_with_unknown_parameter_succeeds,
                oidcc_login_hint,
                oidcc_ui_locales,
                oidcc_claims_locales,
                oidcc_ensure_request_with_acr_values_succeeds,
                oidcc_ensure_registered_redirect_uri,
                oidcc_ensure_post_request_succeeds,
                oidcc_request_uri_unsigned_supported_correctly_or_rejected_as_unsupported,
                oidcc_unsigned_request_object_supported_correctly_or_rejected_as_unsupported,
                oidcc_ensure_request_object_with_redirect_uri;
            codes:
                oidcc_codereuse,
                oidcc_codereuse_30seconds,
                oidcc_refresh_token;
        }
    };
    ($mode:expr; $($file:ident: $($name:ident),+;)+) => {
        $($(
            #[test]
            fn $name() {
                kit::browser::run($crate::basic::$file::$name($mode));
            }
        )+)+
    };
}
pub(crate) use modules;

modules!(Mode::Query);
