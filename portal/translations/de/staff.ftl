## The staff's side: its first page, its areas, the names of roles
staff-home-title = Sachbearbeitung
staff-home-intro = Hier arbeiten Sie für die Kundinnen und Kunden des Jobcenters.
staff-home-roles = Ihre Rollen:
staff-home-waiting =
    { $count ->
        [0] { "" }
        [one] Eine Sache wartet.
       *[other] { $count } Sachen warten.
    }
staff-home-empty-title = Hier ist noch nichts für Sie
staff-home-empty = Ihre Rolle hat in diesem Portal noch keine Aufgaben.

staff-area-home = Sachbearbeitung
staff-area-cases = Fälle
staff-area-audit = Prüfprotokoll
staff-about-cases = Fälle suchen, anlegen und bearbeiten, Freischaltcodes ausstellen.
staff-area-requests = Anfragen
staff-about-requests = Anträge auf einen Freischaltcode beantworten.
staff-about-audit = Nachlesen, wer was getan hat, und das Protokoll prüfen.

staff-role-benefits = Leistung
staff-role-placement = Vermittlung
staff-role-lead = Teamleitung
staff-role-support = Technischer Support
staff-role-audit = Revision

staff-area-accounts = Konten
staff-about-accounts = Konten finden, deaktivieren und reaktivieren.
staff-area-team = Team
staff-about-team = Wer mit welchen Rollen hier arbeitet.
staff-area-approvals = Freigaben
staff-about-approvals = Was auf eine zweite Person wartet.
