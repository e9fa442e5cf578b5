//! A chain is made, tampered with in every way, and walked along.

use serde_json::json;

use super::*;
use crate::audit::By;
use crate::clock::{SeededEntropy, Timestamp};
use crate::secret::SealingKey;

const NOW: Timestamp = Timestamp::from_unix(1_795_424_400);

fn chain() -> Chain {
    Chain::new(&SealingKey::from_bytes([7; 32]))
}

fn entry(event: &str, details: serde_json::Value) -> Entry {
    let personal = Personal {
        by: Some(By::Staff("s-1").into()),
        about: Some("r-1".to_owned()),
        details,
        ..Personal::default()
    };
    Entry {
        id: String::new(),
        at: NOW,
        nth: 1,
        event: event.to_owned(),
        personal: Some(personal.to_text()),
        ids: [Some("s-1".to_owned()), Some("r-1".to_owned()), None],
        salt: None,
        personal_hash: None,
        seq: None,
        mac: None,
    }
}

fn seal(entries: &mut [Entry]) -> Head {
    let entropy = SeededEntropy::new(1);
    let mut head = Head {
        seq: 0,
        mac: String::new(),
        at: NOW,
    };
    for entry in entries {
        let personal = entry.personal.clone().unwrap_or_default();
        let what = (entry.at, entry.event.as_str(), personal.as_str());
        let seal = chain().seal(&mut head, &entropy, what);
        entry.salt = Some(seal.salt);
        entry.personal_hash = Some(seal.personal_hash);
        entry.seq = Some(seal.seq);
        entry.mac = Some(seal.mac);
    }
    head
}

/// Six entries, sealed, and the head.
fn six() -> (Vec<Entry>, Head) {
    let mut entries: Vec<_> = (0..6)
        .map(|number| entry("code.issued", json!({ "number": number })))
        .collect();
    let head = seal(&mut entries);
    (entries, head)
}

fn walk(entries: &[Entry], head: &Head, known: &[Head]) -> Report {
    let chain = chain();
    let mut walk = Verifier::new(&chain, known);
    for entry in entries {
        if entry.seq.is_some() {
            walk.entry(entry);
        } else {
            walk.pending(entry);
        }
    }
    walk.finish(head)
}

/// What is found after `tamper`.
fn found(tamper: impl FnOnce(&mut Vec<Entry>, &mut Head)) -> Vec<Fault> {
    let (mut entries, mut head) = six();
    let known = head.clone();
    tamper(&mut entries, &mut head);
    walk(&entries, &head, &[known]).faults
}

fn forget(entry: &mut Entry) {
    entry.personal = None;
    entry.salt = None;
    entry.ids = [None, None, None];
}

#[test]
fn an_honest_chain_fits() {
    let (mut entries, head) = six();
    entries.push(entry("code.revoked", json!({})));
    let report = walk(&entries, &head, std::slice::from_ref(&head));
    assert!(report.is_fine(), "{report}");
    assert_eq!(
        report.to_string(),
        "6 entries, 0 forgotten, 1 not yet sealed, head fits the file"
    );
    assert_eq!(report.head, Some(6));
    let empty = Head {
        seq: 0,
        mac: String::new(),
        at: NOW,
    };
    assert!(walk(&[], &empty, &[]).is_fine());
}

#[test]
fn a_change_is_told_once_where_it_is() {
    let at_three = [Fault::Changed(3)];
    assert_eq!(
        found(|it, _| it[2].event = "code.read".to_owned()),
        at_three
    );
    assert_eq!(found(|it, _| it[2].at = Timestamp::from_unix(0)), at_three);
    assert_eq!(found(|it, _| it[2].salt = Some("00".to_owned())), at_three);
    assert_eq!(found(|it, _| it[2].mac = Some("00".to_owned())), at_three);
    assert_eq!(found(|it, _| it[2].mac = None), at_three);
    assert_eq!(found(|it, _| it[2].salt = None), at_three);
    let text = r#"{"by":{"kind":"staff","id":"s-1"},"about":"r-1","details":{"number":9}}"#;
    assert_eq!(
        found(|it, _| it[2].personal = Some(text.to_owned())),
        at_three
    );
    let with_its_hash = found(|it, _| {
        let salt = it[2].salt.clone().expect("sealed");
        it[2].personal_hash = Some(personal_hash(&salt, text));
        it[2].personal = Some(text.to_owned());
    });
    assert_eq!(with_its_hash, at_three);
    assert_eq!(
        found(|it, _| it[5].mac = Some("00".to_owned())),
        [Fault::Changed(6)]
    );
}

#[test]
fn what_looks_entries_up_is_watched_too() {
    assert_eq!(found(|it, _| it[2].ids[1] = None), [Fault::Misfiled(3)]);
    let other = Some("s-2".to_owned());
    assert_eq!(found(|it, _| it[2].ids[0] = other), [Fault::Misfiled(3)]);
}

#[test]
fn what_is_gone_is_named() {
    assert_eq!(found(|it, _| drop(it.remove(2))), [Fault::Missing(3, 3)]);
    assert_eq!(found(|it, _| drop(it.drain(0..2))), [Fault::Missing(1, 2)]);
    assert_eq!(found(|it, _| it.truncate(4)), [Fault::CutOff(5, 6)]);
    let head_as_well = found(|it, head| {
        it.truncate(4);
        head.seq = 4;
        head.mac = it[3].mac.clone().expect("sealed");
    });
    assert_eq!(head_as_well, [Fault::CutOff(5, 6)]);
    assert_eq!(found(|it, _| it.clear()), [Fault::CutOff(1, 6)]);
}

#[test]
fn who_has_no_head_file_still_sees_a_cut_that_left_the_databases_head() {
    let (mut entries, head) = six();
    entries.truncate(4);
    let faults = walk(&entries, &head, &[]).faults;
    assert_eq!(faults, [Fault::Missing(5, 6)]);
}

#[test]
fn what_was_put_in_or_moved_does_not_fit() {
    let put_in = found(|it, _| {
        let mut copy = it[3].clone();
        copy.seq = Some(7);
        it.push(copy);
    });
    assert_eq!(put_in, [Fault::Changed(7), Fault::Head(6)]);
    let swapped = found(|it, _| {
        it.swap(1, 2);
        it[1].seq = Some(2);
        it[2].seq = Some(3);
    });
    assert_eq!(
        swapped,
        [Fault::Changed(2), Fault::Changed(3), Fault::Changed(4)]
    );
}

#[test]
fn another_chain_with_the_right_key_is_not_ours() {
    let (_, known) = six();
    let mut others: Vec<_> = (0..6).map(|_| entry("code.issued", json!({}))).collect();
    let head = seal(&mut others);
    let faults = walk(&others, &head, &[known]).faults;
    assert_eq!(faults, [Fault::Replaced(6)]);
}

#[test]
fn only_who_holds_the_key_may_forget() {
    let forgetting = |entries: &[(i64, i64)], proof: String| {
        let mut told = entry(FORGOTTEN, json!({ "entries": entries, "proof": proof }));
        told.ids = [Some("s-1".to_owned()), Some("r-1".to_owned()), None];
        told
    };
    let (mut entries, _) = six();
    entries.push(forgetting(&[(2, 3)], chain().forgetting(&[(2, 3)])));
    let head = seal(&mut entries);
    for entry in &mut entries[1..3] {
        forget(entry);
    }
    let report = walk(&entries, &head, &[]);
    assert!(report.is_fine(), "{report}");
    assert_eq!((report.entries, report.forgotten), (7, 2));

    forget(&mut entries[4]);
    let faults = walk(&entries, &head, &[]).faults;
    assert_eq!(faults, [Fault::Erased(5)]);
    // An entry that was put in to excuse it has no proof.
    entries.push(forgetting(&[(5, 5)], chain().forgetting(&[(2, 3)])));
    let faults = walk(&entries, &head, &[]).faults;
    assert_eq!(faults, [Fault::Erased(5)]);
    entries[7] = forgetting(&[(5, 5)], chain().forgetting(&[(5, 5)]));
    assert!(walk(&entries, &head, &[]).is_fine());
}

#[test]
fn places_side_by_side_are_one_range() {
    assert_eq!(ranges(&[1, 2, 3, 7, 9, 10]), [(1, 3), (7, 7), (9, 10)]);
    assert_eq!(ranges(&[]), []);
}
