//! Markup in the operator's own pages of text (T48): it is refused before anything is served.

use kit::Database;
use kit::world::Program;

use crate::ground::world;

/// What a page must not do, and the words that refuse it.
const REFUSED: &[(&str, &str)] = &[
    ("<script>alert(1)</script>", "HTML is not understood here"),
    ("a <svg onload=alert(1)> b", "HTML is not understood here"),
    ("![a](https://elsewhere.example/a.png)", "a picture"),
    ("[a](javascript:alert(1))", "a link leads to"),
    ("{{ 7*7 }}", "is not known"),
];

/// Asserts that neither the check nor the server itself goes on, each with one line.
fn is_refused(program: &Program, page: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let text = folder.path().join("texts/de").join(page);
    std::fs::create_dir_all(text.parent().expect("a folder")).expect("a folder");
    let settings = folder.path().join("own.toml");
    let directory = folder.path().join("texts").display().to_string();
    std::fs::write(&settings, format!("texts.directory = \"{directory}\"\n")).expect("writes");
    let settings = settings.display().to_string();
    for (line, reason) in REFUSED {
        std::fs::write(&text, format!("# Hilfe\n\n{line}\n")).expect("writes");
        for command in ["check-config", "serve"] {
            let (exit, out, told) = program.shell(&[command, "--config", &settings]);
            assert_eq!(exit, Some(2), "{line}: {out}{told}");
            assert_eq!(told.lines().count(), 1, "{line}: {told}");
            let named = format!("{}:3: ", text.display());
            assert!(
                told.starts_with(&named) && told.contains(reason),
                "{line}: {told}"
            );
        }
    }
}

kit::on_both!(
    markup_in_the_operators_words_starts_nothing,
    async |database: Database| {
        let world = world(database).await;
        for (program, page) in [(&world.idp, "anmeldung.md"), (&world.portal, "hilfe.md")] {
            // `serve` asks for the socket first.
            program.stop().await;
            is_refused(program, page);
        }
    }
);
