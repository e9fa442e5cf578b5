//! Nothing that is kept about people is forgotten when they take their data along or have it
//! deleted: each table is exported and forgotten by the capability that owns it, or stands in a
//! list with a reason. What is forgotten by `ON DELETE CASCADE` needs no function.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use crate::none;
use crate::sources::{files, sources};

/// A server whose capabilities keep something about people.
struct Server {
    name: &'static str,
    /// The table whose row is the person.
    person: &'static str,
    /// Tables that tell of no person, or go by themselves within a day.
    impersonal: &'static [(&'static str, &'static str)],
    /// Tables that tell of a person what the person is not handed, and why.
    not_told: &'static [(&'static str, &'static str)],
    /// Tables of which the person is handed what they may read, and which stay, and why.
    stays: &'static [(&'static str, &'static str)],
}

const IDP: Server = Server {
    name: "idp",
    person: "accounts",
    impersonal: &[
        (
            "account_events",
            "what applications are still to hear, by their own names for people, for a day",
        ),
        ("audit_chain", "the newest link: a number and a hash"),
        ("client_assertions", "what applications present"),
        ("client_invitations", "for applications"),
        ("client_origins", "of applications"),
        ("client_revision", "a number"),
        ("clients", "applications"),
        ("limits", "keyed hashes and times, for hours"),
        (
            "passkey_ceremonies",
            "challenges, bound by hashes, for minutes",
        ),
        (
            "proven_identities",
            "sealed, of nobody's account, for minutes",
        ),
        ("signing_keys", "the server's own"),
        ("staff_book", "a lock"),
        ("strikes", "keyed hashes and counts"),
        ("upstream_requests", "a way to elsewhere, for minutes"),
    ],
    not_told: &[
        (
            "access_tokens",
            "hashes; `applications` says who has access",
        ),
        ("codes", "hashes, for a minute"),
        (
            "counter_recoveries",
            "what the office saw at the counter; `recovery_codes` and `history` tell of the code",
        ),
        (
            "interactions",
            "what an application asked for, of nobody yet",
        ),
        (
            "legal_holds",
            "why the law holds an account back is told to nobody",
        ),
        (
            "drafts",
            "what the person has just typed and is about to be shown",
        ),
        ("doubted_passwords", "a hash, until the password is renewed"),
        ("logout_messages", "applications that are still to be told"),
        ("mail_outbox", "what the person is about to read"),
        ("password_resets", "hashes; `history` says when"),
        ("pending_sign_ins", "a sign-in under way, for minutes"),
        ("recovery_proofs", "hashes, for minutes"),
        (
            "refresh_tokens",
            "hashes; `applications` says who has access",
        ),
        (
            "sign_in_notices",
            "hashes; `sessions` tells of the sign-ins",
        ),
        (
            "sign_ups",
            "a registration that nobody has confirmed yet, for a day",
        ),
        ("totp_enrolments", "a seed that waits, for minutes"),
    ],
    stays: &[],
};

const FILE: &str = "the office's file (§ 84 SGB X)";

const PORTAL: Server = Server {
    name: "portal",
    person: "residents",
    impersonal: &[
        ("audit_chain", "the newest link: a number and a hash"),
        ("case_numbers", "by what the office's file is found"),
        ("case_words", "by what the office's file is found"),
        ("client_keys", "the portal's own"),
        (
            "ended_logins",
            "the provider's names, against tokens from before",
        ),
        ("limit_windows", "keyed hashes and times, for hours"),
        ("limits", "keyed hashes and times, for hours"),
        ("logout_tokens", "the provider's, for minutes"),
        (
            "member_offers",
            "of an organisation, whose admins read them",
        ),
        ("member_turns", "a lock"),
        ("received_events", "the provider's, for weeks: random ids"),
        ("sign_ins", "hashes of browsers, for minutes"),
        ("word_grams", "by what the office's file is found"),
        ("words", "by what the office's file is found"),
    ],
    not_told: &[
        ("address_drafts", "a form under way, for minutes"),
        ("brought_codes", "sealed, for a day"),
        ("case_views", "what the staff looked at, for minutes"),
        (
            "drafts",
            "what the person has just typed and is about to be shown",
        ),
        ("mail_outbox", "what the person is about to read"),
        ("profile_choices", "which profile a session shows"),
        ("unlock_codes", "hashes; `history` says when"),
    ],
    stays: &[("cases", FILE), ("letters", FILE), ("participations", FILE)],
};

const SERVERS: &[Server] = &[IDP, PORTAL];

/// The tables that there are in the end, each with the tables that its rows hang on.
fn tables(server: &str) -> BTreeMap<String, BTreeSet<String>> {
    let statement = Regex::new(
        r"(?is)CREATE TABLE (\w+) \((.*?)\n\);|DROP TABLE (\w+);|ALTER TABLE (\w+) RENAME TO (\w+);",
    )
    .expect("a pattern");
    let above = Regex::new(r"(?i)REFERENCES (\w+) \(\w+\)\s+ON DELETE CASCADE").expect("a pattern");
    let mut tables = BTreeMap::new();
    for (_, text) in files(&format!("{server}/migrations"), ".sql") {
        for hit in statement.captures_iter(&text) {
            if let (Some(name), Some(body)) = (hit.get(1), hit.get(2)) {
                let hangs_on = above.captures_iter(body.as_str());
                let hangs_on = hangs_on.map(|it| it[1].to_owned()).collect();
                tables.insert(name.as_str().to_owned(), hangs_on);
            } else if let Some(name) = hit.get(3) {
                tables.remove(name.as_str());
            } else if let (Some(from), Some(to)) = (hit.get(4), hit.get(5)) {
                let kept = tables.remove(from.as_str()).unwrap_or_default();
                tables.insert(to.as_str().to_owned(), kept);
            }
        }
    }
    assert!(!tables.is_empty(), "{server} has no tables");
    tables
}

/// Whether a row of `table` goes with the person's.
fn hangs_on(tables: &BTreeMap<String, BTreeSet<String>>, table: &str, person: &str) -> bool {
    let Some(above) = tables.get(table) else {
        return false;
    };
    above.contains(person) || above.iter().any(|it| hangs_on(tables, it, person))
}

/// Capability → what its functions for this say, with their comments. Others that begin so forget
/// something else: `forget_client`.
fn functions(server: &str, name: &str) -> Vec<(String, String)> {
    let function = Regex::new(&format!(
        r"(?s)async fn {name}(?:_names|_account|_resident)?\(.*?\n\}}\n"
    ))
    .expect("a pattern");
    let mut found = Vec::new();
    for source in sources(server) {
        if source.inside.ends_with("/store.rs") || source.inside.contains("/store/") {
            let capability = source.inside.split('/').next().unwrap_or_default();
            let all = function.find_iter(&source.whole);
            let text: String = all.map(|it| it.as_str()).collect();
            if !text.is_empty() {
                found.push((capability.to_owned(), text));
            }
        }
    }
    found
}

fn mentions(functions: &[(String, String)], table: &str) -> bool {
    let word = Regex::new(&format!(
        r"(?:FROM|UPDATE) {table}\b|SELECT … FROM {table}\b"
    ));
    let word = word.expect("a pattern");
    functions.iter().any(|(_, text)| word.is_match(text))
}

fn is_listed(list: &[(&str, &str)], table: &str) -> bool {
    list.iter().any(|(name, _)| *name == table)
}

#[test]
fn everything_that_is_kept_is_handed_to_its_person() {
    let mut found = Vec::new();
    for server in SERVERS {
        let exports = functions(server.name, "export");
        for table in tables(server.name).into_keys() {
            let told = mentions(&exports, &table);
            let listed = is_listed(server.impersonal, &table) || is_listed(server.not_told, &table);
            match (told, listed) {
                (false, false) => found.push(format!("{}: {table} is not exported", server.name)),
                (true, true) => found.push(format!("{}: {table} is listed in vain", server.name)),
                _ => {}
            }
        }
    }
    none(
        &found,
        "write `export` at the foot of the store that owns the table (its own-data section) and \
         call it in own_data/gather.rs, or put the table into a list above with the reason",
    );
}

#[test]
fn everything_that_names_a_person_is_forgotten() {
    let mut found = Vec::new();
    for server in SERVERS {
        let tables = tables(server.name);
        let forgets = functions(server.name, "forget");
        for table in tables.keys() {
            if table != server.person
                && !hangs_on(&tables, table, server.person)
                && !mentions(&forgets, table)
                && !is_listed(server.impersonal, table)
                && !is_listed(server.stays, table)
            {
                found.push(format!("{}: {table} is not forgotten", server.name));
            }
        }
    }
    none(
        &found,
        "let its rows hang on the person's (ON DELETE CASCADE), or write `forget` at the foot of \
         its store and call it in own_data/forget.rs",
    );
}

/// A function that nobody calls tells and forgets nothing.
#[test]
fn every_capability_is_asked() {
    let mut found = Vec::new();
    for server in SERVERS {
        for (name, file) in [("export", "gather.rs"), ("forget", "forget.rs")] {
            let asked = sources(server.name).into_iter();
            let asked = asked.filter(|source| source.inside == format!("own_data/{file}"));
            let asked: String = asked.map(|source| source.code).collect();
            for (capability, _) in functions(server.name, name) {
                // The audit log forgets by its keeper, who holds the chain's key.
                let keeper = capability == "audit" && asked.contains("keeper.forget_");
                if !asked.contains(&format!("{capability}::{name}(")) && !keeper {
                    found.push(format!("{}: {capability}::{name}", server.name));
                }
            }
        }
    }
    none(
        &found,
        "call it in own_data/gather.rs or own_data/forget.rs",
    );
}

#[test]
fn no_list_names_a_table_that_is_gone() {
    let mut found = Vec::new();
    for server in SERVERS {
        let tables = tables(server.name);
        let lists = server.impersonal.iter().chain(server.not_told);
        for (table, _) in lists.chain(server.stays) {
            if !tables.contains_key(*table) {
                found.push(format!("{}: {table}", server.name));
            }
        }
    }
    none(&found, "remove it from the list");
}
