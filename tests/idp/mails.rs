//! Mails on their way: what their headers say, how they lie until they leave, and what a mail
//! server in trouble does to people.

use std::time::{Duration, Instant};

use kit::Database;
use kit::audit::Log;
use kit::people::{self, register, registered};
use kit::traces::traces;
use kit::world::{LEAD, World};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpListener;

/// Within so long a page is there, whatever the mail server does (it may take 15 seconds for each
/// answer).
const AT_ONCE: Duration = Duration::from_secs(10);

const WAITING: &str = "SELECT COUNT(*) FROM mail_outbox";

/// Whatever has left is gone.
async fn nothing_waits(world: &World) {
    let begun = Instant::now();
    while Log::Idp.count(world, WAITING).await > 0 {
        assert!(begun.elapsed() < AT_ONCE, "mails are still there");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

kit::on_both!(
    a_mail_is_automatic_and_of_our_own_domain,
    async |database: Database| {
        let world = World::start(database).await;
        let _ = register(&world.idp.visitor(), "kim@example.org").await;
        let mail = world.mailbox.next("kim@example.org").await;
        assert_eq!(mail.fields("Auto-Submitted"), ["auto-generated"]);
        assert_eq!(mail.fields("Date"), ["Mon, 23 Nov 2026 09:00:00 +0000"]);
        let id = mail.fields("Message-ID").concat();
        assert!(id.ends_with("@jobcenter.example>"), "{id}");
        assert!(
            mail.fields("From")
                .concat()
                .ends_with("@jobcenter.example>")
        );
        assert!(mail.fields("DKIM-Signature").is_empty(), "{}", mail.raw);
        for name in [
            "Reply-To",
            "Sender",
            "Bcc",
            "Return-Receipt-To",
            "Disposition-Notification-To",
        ] {
            assert!(mail.fields(name).is_empty(), "{name}: {}", mail.raw);
        }
    }
);

kit::on_both!(
    until_it_leaves_a_mail_is_sealed_and_then_it_is_gone,
    async |database: Database| {
        let world = World::start(database).await;
        // The first lead is invited at the start.
        let _ = world.mailbox.next(LEAD).await;
        nothing_waits(&world).await;
        world.mailbox.refuse(true);
        let _ = register(&world.idp.visitor(), "kim@example.org").await;
        let needles = [
            "/registrieren/bestaetigen",
            "nicht registriert",
            "Guten Tag",
        ];
        let found = traces(Log::Idp, &world, &needles).await;
        assert_eq!(found, Vec::<String>::new());
        assert_eq!(Log::Idp.count(&world, WAITING).await, 1);
        // The first tries fail; the address of the first one stays the same.
        world.mailbox.refuse(false);
        world.advance(Duration::from_mins(5));
        let mail = world.mailbox.next("kim@example.org").await;
        assert_eq!(mail.fields("Date"), ["Mon, 23 Nov 2026 09:00:00 +0000"]);
        nothing_waits(&world).await;
    }
);

/// A mail server that says nothing, or never ends its greeting.
async fn in_trouble(drips: bool) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                loop {
                    if drips && stream.write_all(b"220-wait\r\n").await.is_err() {
                        return;
                    }
                    tokio::time::sleep(Duration::from_millis(200)).await;
                }
            });
        }
    });
    port
}

kit::on_both!(
    a_mail_server_in_trouble_keeps_nobody_out,
    async |database: Database| {
        for drips in [false, true] {
            let world = World::start(database).await;
            let visitor = world.idp.visitor();
            let _ = registered(&world, &visitor, "kim@example.org").await;
            let port = in_trouble(drips).await;
            world.idp.stop().await;
            let settings = format!("mail.smtp_url = \"smtp://127.0.0.1:{port}\"");
            let idp = world.idp_beside_with(&settings).await;
            let begun = Instant::now();
            // It stands beside the address that it is known by.
            let _ = register(&idp.visitor().without_origin(), "robin@example.org").await;
            let visitor = idp.visitor().without_origin();
            let page = visitor.get("/anmelden/konto").await.expect(200);
            let form = page.form("/anmelden/konto");
            let form = form.fill("email", "kim@example.org");
            let page = form.fill("password", people::PASSWORD).submit().await;
            assert_eq!(page.status(), 303, "{}", page.text());
            assert!(begun.elapsed() < AT_ONCE, "{:?}", begun.elapsed());
        }
    }
);
