//! The letter outbox: nothing leaves before its code is kept, nothing is lost, and what was printed
//! is noted (docs/letters.md).

use std::time::Duration;

use kit::Database;
use kit::world::{Wishes, World};
use shared::claims::Role;

use crate::desk::{self, NUMBER, code_for_company, code_for_kim, count};
use crate::tray;

/// One code for Kim's case, issued by staff.
async fn issue(world: &World) {
    let case = tray::case_of(world, NUMBER).await;
    let staff = desk::staff(world, "lena", &[Role::Lead]).await;
    let path = format!("/sachbearbeitung/faelle/{case}/code");
    let page = staff.get(&path).await.expect(200);
    let _ = page.form("issue-form").submit().await.expect(303);
}

/// The folder can't be written any more, as if its disk were gone.
fn break_the_folder(world: &World) {
    std::fs::remove_dir_all(world.letters()).expect("the folder");
    std::fs::write(world.letters(), "").expect("a file in its place");
}

fn mend_the_folder(world: &World) {
    std::fs::remove_file(world.letters()).expect("the file");
}

kit::on_both!(
    a_letter_survives_a_crash_before_it_is_written,
    async |database: Database| {
        let world = World::start(database).await;
        code_for_kim(&world).await;
        break_the_folder(&world);
        issue(&world).await;
        let waiting = "SELECT COUNT(*) FROM letters WHERE content IS NOT NULL AND tries > 0";
        tray::until(&world, waiting, 1).await;
        world.portal.stop().await;
        mend_the_folder(&world);
        world.portal.restart().await;
        // The one who crashed may have begun: its time must be over first.
        world.advance(Duration::from_mins(10));
        let letters = tray::wait_for(&world, 1).await;
        assert_eq!(letters.len(), 1);
        let kim = desk::signed_in(&world, "kim").await;
        let code = tray::code_in(&letters[0]);
        let _ = desk::enter(&kim, &code, desk::BORN).await.expect(303);
        tray::until(&world, waiting, 0).await;
    }
);

kit::on_both!(
    the_letter_of_a_revoked_code_never_leaves,
    async |database: Database| {
        let world = World::start(database).await;
        code_for_kim(&world).await;
        break_the_folder(&world);
        issue(&world).await;
        let waiting = "SELECT COUNT(*) FROM letters WHERE content IS NOT NULL";
        assert_eq!(count(&world, waiting).await, 1);
        // The next one takes its place.
        issue(&world).await;
        assert_eq!(count(&world, waiting).await, 1);
        mend_the_folder(&world);
        world.advance(Duration::from_mins(10));
        let letters = tray::wait_for(&world, 1).await;
        tray::until(&world, waiting, 0).await;
        assert_eq!(tray::letters(&world).len(), 1);
        let open = "SELECT id FROM unlock_codes WHERE revoked_at IS NULL";
        let id = tray::text(&world, open).await;
        assert!(tray::code_in(&letters[0]).replace('-', "").starts_with(&id));
    }
);

kit::on_both!(
    a_printed_letter_is_noted_and_removed,
    async |database: Database| {
        let world = World::start(database).await;
        code_for_kim(&world).await;
        let letters = tray::letters(&world);
        std::fs::write(tray::file(&world, &letters[0], "printed"), "").expect("written");
        // A name that the portal does not know stays where it is.
        let stranger = world.letters().join("unknown.printed");
        std::fs::write(&stranger, "").expect("written");
        let printed = "SELECT COUNT(*) FROM audit_events WHERE event = 'letter.printed'";
        tray::until(&world, printed, 1).await;
        for extension in ["json", "pdf", "printed"] {
            let path = tray::file(&world, &letters[0], extension);
            for _ in 0..200 {
                if !path.exists() {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            assert!(!path.exists(), "{}", path.display());
        }
        assert!(stranger.exists());
        assert_eq!(count(&world, printed).await, 1);
        let at = count(&world, "SELECT printed_at FROM letters").await;
        assert_eq!(at, world.now());
    }
);

kit::on_both!(
    printed_letters_stay_as_long_as_the_setting_says,
    async |database: Database| {
        let wishes = Wishes {
            portal: "letters.keep_printed_days = 2\n".to_owned(),
            ..Wishes::default()
        };
        let world = World::with(database, wishes).await;
        code_for_kim(&world).await;
        let letters = tray::letters(&world);
        std::fs::write(tray::file(&world, &letters[0], "printed"), "").expect("written");
        let printed = "SELECT COUNT(*) FROM letters WHERE printed_at IS NOT NULL";
        tray::until(&world, printed, 1).await;
        // A letter that a later round of the job notes tells that one went by.
        code_for_company(&world).await;
        let all = tray::letters(&world);
        let later = all.iter().find(|it| **it != letters[0]).expect("another");
        std::fs::write(tray::file(&world, later, "printed"), "").expect("written");
        tray::until(&world, printed, 2).await;
        assert!(tray::file(&world, &letters[0], "json").exists());
        world.advance(Duration::from_hours(48));
        // The last of a letter's files that goes.
        let left = |letter| tray::file(&world, letter, "printed").exists();
        for _ in 0..400 {
            if !all.iter().any(left) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert!(!all.iter().any(left));
        assert!(tray::letters(&world).is_empty());
    }
);

kit::on_both!(
    a_letter_speaks_the_language_of_the_case,
    async |database: Database| {
        let dejavu = "/usr/share/fonts/truetype/dejavu";
        if !std::path::Path::new(dejavu).join("DejaVuSans.ttf").exists() {
            return;
        }
        let wishes = Wishes {
            portal: format!("letters.fonts = \"{dejavu}\"\n"),
            ..Wishes::default()
        };
        let world = World::with(database, wishes).await;
        code_for_kim(&world).await;
        for (language, words) in [("ar", "رمز التفعيل"), ("uk", "код активації")]
        {
            let change = format!("UPDATE cases SET language = '{language}'");
            tray::change(&world, &change).await;
            let before = tray::letters(&world).len();
            issue(&world).await;
            let letters = tray::wait_for(&world, before + 1).await;
            let letter = letters.iter().find(|it| it["language"] == language);
            let text = letter.expect("a letter")["text"].as_str().expect("a text");
            assert!(text.contains(words), "{text}");
            assert!(text.contains("Hinweis auf Deutsch"), "{text}");
        }
    }
);
