//! `/start` and what its tiles lead to.

use kit::Database;
use kit::world::World;

use crate::desk::{NUMBER, signed_in, unlock_kim};

kit::on_both!(
    home_names_the_person_and_leads_on,
    async |database: Database| {
        let world = World::start(database).await;
        let kim = signed_in(&world, "kim").await;
        unlock_kim(&world, &kim).await;
        let home = kim.get("/start").await.expect(200);
        let who = home.text_of("#profile-box").expect("the profile box");
        assert!(who.contains("Kim Klicker") && who.contains(&format!("Kundennummer: {NUMBER}")));
        let menu = home.text_of("#profile-menu").expect("the profile menu");
        for entry in [
            "Zum Profil",
            "Profil wechseln",
            "Profile verwalten",
            "Kontoeinstellungen",
        ] {
            assert!(menu.contains(entry), "{entry}");
        }
        for tile in ["Postfach", "Bescheide", "Termine", "Verlauf"] {
            assert!(
                home.texts_of("#services .choice-title")
                    .iter()
                    .any(|it| it == tile),
                "{tile}"
            );
        }
        home.shows("Kontakt und Kommunikation")
            .shows("Ihr persönlicher Kontakt")
            .shows("Ihr Jobcenter");
        for path in [
            "/postfach",
            "/bescheide",
            "/termine",
            "/leistungspostfach",
            "/vermittlungspostfach",
        ] {
            kim.get(path)
                .await
                .expect(200)
                .shows("Daran arbeiten wir noch");
        }
        kim.get("/jobcenter")
            .await
            .expect(200)
            .shows("Telefonzeiten");
        kim.speaking("en")
            .get("/start?lang=en")
            .await
            .expect(200)
            .shows("Customer number");
    }
);
