//! `response_mode=form_post` (OAuth 2.0 Form Post Response Mode): the browser sends the answer by a
//! form, with script at once and without by a button.

use kit::{Database, Page, on_both};

use crate::oauth::flow::{CALLBACK, Fields, Flow};

fn asking() -> Fields {
    Flow::request().with("response_mode", "form_post")
}

/// A field of the form that goes to the client.
fn field(page: &Page, name: &str) -> Option<String> {
    let form = page.form("form-post");
    form.value(name).map(str::to_owned)
}

on_both!(the_answer_is_a_form, async |database: Database| {
    let (flow, _) = Flow::signed_in(database).await;
    let page = flow.authorize(&asking()).await.expect(200);
    assert_eq!(
        page.attribute("#form-post", "action").as_deref(),
        Some(CALLBACK)
    );
    assert_eq!(
        page.attribute("#form-post", "method").as_deref(),
        Some("post")
    );
    assert_eq!(field(&page, "state").as_deref(), Some("s t&a=te"));
    assert_eq!(field(&page, "iss"), Some(flow.issuer()));
    assert!(page.has("#submit"), "works without script");
    let policy = page.header("content-security-policy");
    assert!(policy.contains("form-action 'self' ") && policy.contains("https://app.test"));
    assert_eq!(page.header("cache-control"), "no-store");
    let code = field(&page, "code").expect("a code");
    let _ = flow.token(&Flow::redemption(&code)).await.expect(200);
});

on_both!(
    faults_are_told_by_the_same_way,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let cases = [
            (asking().with("scope", "nothing"), "invalid_scope"),
            (
                asking().with("response_type", "token"),
                "unsupported_response_type",
            ),
            (asking().with("max_age", "soon"), "invalid_request"),
        ];
        for (request, error) in cases {
            let page = flow.authorize(&request).await.expect(200);
            assert_eq!(field(&page, "error").as_deref(), Some(error));
            assert_eq!(field(&page, "state").as_deref(), Some("s t&a=te"));
            assert_eq!(field(&page, "code"), None);
        }
        // Nobody is signed in.
        let stranger = flow.world.idp.visitor();
        let silent = asking().with("prompt", "none");
        let page = stranger
            .get(&format!("/oauth/authorize?{}", silent.query()))
            .await;
        assert_eq!(
            field(&page.expect(200), "error").as_deref(),
            Some("login_required")
        );
        // A state that would leave its attribute.
        let request = asking().with("state", "\"><script>alert(1)</script>");
        let page = flow.authorize(&request).await.expect(200);
        assert!(!page.body().contains("<script>alert"));
        assert_eq!(
            field(&page, "state").as_deref(),
            Some("\"><script>alert(1)</script>")
        );
    }
);
