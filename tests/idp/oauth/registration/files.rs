//! The operator's files while servers run: `idp clients plan` and `apply`.

use std::sync::Arc;

use http::Method;
use kit::{Database, Visitor, on_both};
use serde_json::Value;
use shared::clock::{Outside, SystemEntropy};

use crate::oauth::flow::{CALLBACK, Flow, PUBLIC, answer, client};

/// `idp clients` of the running world.
pub(super) async fn shell(flow: &Flow, args: &[&str]) -> Result<String, String> {
    let outside = Outside {
        clock: Arc::new(flow.world.clock.clone()),
        entropy: Arc::new(SystemEntropy),
    };
    idp::cli::clients_in_process(args, flow.world.idp_settings(), outside).await
}

pub(super) async fn told(flow: &Flow, args: &[&str]) -> String {
    let told = shell(flow, args).await;
    told.unwrap_or_else(|error| panic!("{args:?}: {error}"))
}

fn write(flow: &Flow, name: &str, text: &str) {
    let folder = flow.world.idp_settings().clients.directory;
    std::fs::write(folder.join(name), text).expect("writes");
}

/// Whether this server knows the application, once it does or does not any more.
async fn comes_to(server: &Visitor, id: &str, known: bool) {
    let request = Flow::request().with("client_id", id).query();
    let came = kit::soon(async || {
        let page = server.get(&format!("/oauth/authorize?{request}")).await;
        (page.status() != 400) == known
    });
    assert!(came.await, "{id} is never known: {known}");
}

on_both!(
    files_are_planned_and_applied_while_servers_run,
    async |database: Database| {
        let flow = Flow::start(database).await;
        let beside = flow.world.idp_beside().await;
        assert_eq!(told(&flow, &["plan"]).await, "nothing changes\n");
        write(&flow, "neu.toml", &client("neu", PUBLIC));
        let app = client("app", PUBLIC);
        let app = app.replace(
            "\"portal.profile\"]",
            "\"portal.profile\", \"portal.documents\"]",
        );
        let app = app.replace(CALLBACK, "https://app.test/neu");
        let place = flow.world.idp_settings().clients.directory;
        let old = std::fs::read_dir(&place).expect("a folder").flatten();
        let old = old.map(|entry| entry.path()).find(|path| {
            let text = std::fs::read_to_string(path).expect("a text");
            text.starts_with("client_id = \"app\"")
        });
        let (old, before) = (old.expect("the file of app"), client("app", PUBLIC));
        std::fs::write(&old, &app).expect("writes");
        let plan = told(&flow, &["plan"]).await;
        for words in [
            "~ app\n",
            "  ! may now ask for portal.documents\n",
            "  ! new redirect address https://app.test/neu\n",
            "  ! redirect address that is refused from now on https://app.test/cb\n",
            "+ neu\n",
            "  ! looser: people are not asked what it may\n",
            "  ! looser: it does not prove that it is itself\n",
        ] {
            assert!(plan.contains(words), "{words}: {plan}");
        }
        let json = told(&flow, &["plan", "--json"]).await;
        let first: Value =
            serde_json::from_str(json.lines().next().expect("a line")).expect("JSON");
        assert_eq!(first["client_id"], "app");
        assert_eq!(first["change"], "changed");
        // Planning changes nothing.
        let servers = [flow.world.idp.visitor(), beside.visitor()];
        comes_to(&servers[0], "neu", false).await;
        assert_eq!(told(&flow, &["apply"]).await, plan);
        for server in &servers {
            comes_to(server, "neu", true).await;
            comes_to(server, "app", false).await;
        }
        assert_eq!(told(&flow, &["apply"]).await, "nothing changes\n");
        // All or nothing.
        std::fs::write(&old, before).expect("writes");
        write(&flow, "neu.toml", "client_id = \"neu\"\nscopes = [\"all\"]");
        let faults = shell(&flow, &["apply"]).await.expect_err("is faulty");
        assert!(faults.contains("neu.toml:2: scopes: "), "{faults}");
        comes_to(&servers[0], "app", false).await;
        beside.stop().await;
    }
);

on_both!(
    what_a_removed_application_was_allowed_dies,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let request = Flow::request().with("scope", "openid offline_access");
        let tokens = flow.tokens(&request).await;
        let text = |name: &str| tokens[name].as_str().expect(name).to_owned();
        let code = flow.code(&request).await;
        let folder = flow.world.idp_settings().clients.directory;
        let mut files = std::fs::read_dir(&folder).expect("a folder").flatten();
        let own = files.find(|entry| {
            let text = std::fs::read_to_string(entry.path()).expect("a text");
            text.starts_with("client_id = \"app\"")
        });
        let own = own.expect("the file of app").path();
        let file = std::fs::read_to_string(&own).expect("a text");
        std::fs::remove_file(&own).expect("is gone");
        let plan = told(&flow, &["apply"]).await;
        assert_eq!(
            plan,
            "- app\n  ! removed: its grants, its tokens and what people allowed it die\n"
        );
        comes_to(&flow.world.idp.visitor(), "app", false).await;
        let _ = flow.userinfo(&text("access_token")).await.expect(401);
        // It comes back, but nothing of what it had.
        std::fs::write(&own, file).expect("writes");
        let _ = told(&flow, &["apply"]).await;
        comes_to(&flow.world.idp.visitor(), "app", true).await;
        let _ = flow.userinfo(&text("access_token")).await.expect(401);
        for fields in [
            Flow::refreshing(&text("refresh_token")),
            Flow::redemption(&code),
        ] {
            let page = flow.token(&fields).await;
            assert_eq!(page.json()["error"], "invalid_grant");
        }
        let entries = {
            let mut tx = flow.db.read().await.expect("reads");
            let sql =
                "SELECT event FROM audit_events WHERE event IN ('client.removed', 'client.added')";
            let rows = sqlx::query(sql).fetch_all(tx.conn()).await.expect("rows");
            rows.len()
        };
        assert!(entries >= 2, "{entries}");
    }
);

on_both!(
    fewer_scopes_count_from_the_next_refresh,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let request = Flow::request().with("scope", "openid email offline_access");
        let tokens = flow.tokens(&request).await;
        let refresh = tokens["refresh_token"].as_str().expect("one");
        let folder = flow.world.idp_settings().clients.directory;
        let files = std::fs::read_dir(&folder).expect("a folder").flatten();
        for path in files.map(|entry| entry.path()) {
            let text = std::fs::read_to_string(&path).expect("a text");
            std::fs::write(&path, text.replace(" \"email\",", "")).expect("writes");
        }
        let plan = told(&flow, &["apply"]).await;
        assert!(plan.contains("  ! may no longer ask for email\n"), "{plan}");
        let refused = kit::soon(async || {
            let asked = request
                .clone()
                .with("scope", "email")
                .with("prompt", "none");
            let page = flow.authorize(&asked).await;
            answer(&page, "error").is_some()
        });
        assert!(refused.await, "the change is never known");
        let tokens = flow
            .token(&Flow::refreshing(refresh))
            .await
            .expect(200)
            .json();
        assert_eq!(tokens["scope"], "offline_access openid");
    }
);

on_both!(
    without_the_setting_files_wait_for_apply,
    async |database: Database| {
        let (flow, _) = Flow::signed_in_with(database, "clients.apply_at_start = false").await;
        let server = flow.world.idp.visitor();
        comes_to(&server, "app", false).await;
        let _ = told(&flow, &["apply"]).await;
        comes_to(&server, "app", true).await;
        let ask = server.ask(Method::GET, "/oauth/authorize");
        assert_eq!(ask.send().await.status(), 400);
    }
);
