## „Geräte und Anmeldungen"
devices-account-text = Sehen, wo Sie angemeldet sind, und Anmeldungen beenden.
# $browser, $system: common names; none: not known.
devices-label =
    { $browser ->
        [none] { $system ->
            [none] Unbekannter Browser
           *[other] Unbekannter Browser auf { $system }
        }
       *[other] { $system ->
            [none] { $browser }
           *[other] { $browser } auf { $system }
        }
    }
devices-list-title = Geräte und Anmeldungen
devices-list-lead = Hier sehen Sie, wo Sie gerade angemeldet sind und mit welchen Geräten Sie sich schon angemeldet haben.
devices-list-active = Zurzeit angemeldet
devices-list-this = Dieses Gerät
devices-list-at =
    { $how ->
        [passkey] Angemeldet am { $at } mit Passkey
        [password_and_code] Angemeldet am { $at } mit Passwort und Code
        [bundid] Angemeldet am { $at } mit BundID
        [mein_uk] Angemeldet am { $at } mit Mein Unternehmenskonto
       *[password] Angemeldet am { $at } mit Passwort
    }
devices-list-seen = Zuletzt aktiv am { $at }
devices-list-from = Netz
devices-list-end = Abmelden
devices-list-end-others = Überall sonst abmelden
devices-list-known = Ihre Geräte
devices-list-known-text = Mit diesen Geräten haben Sie sich schon angemeldet. Meldet sich jemand mit einem anderen Gerät an, schreiben wir Ihnen eine E-Mail. Wenn Sie ein Gerät entfernen, wird es auch abgemeldet.
devices-list-first = Zum ersten Mal am { $date }
devices-list-last = zuletzt am { $date }
devices-list-forget = Entfernen
devices-list-none = Noch keine Geräte
devices-list-none-text = Ab der nächsten vollständigen Anmeldung sehen Sie hier Ihre Geräte.
devices-list-past = Beendete Anmeldungen der letzten 30 Tage
devices-list-strange = Kennen Sie eine Anmeldung nicht? Melden Sie das Gerät ab, ändern Sie Ihr Passwort und rufen Sie uns an: { $support_phone } ({ $support_hours }).
devices-list-done-ended = Das Gerät ist abgemeldet.
devices-list-done-others = Sie sind nur noch auf diesem Gerät angemeldet.
devices-list-done-forgotten = Das Gerät ist entfernt.

## The link of the mail about a sign-in with a new device
devices-not-me-title = Das war ich nicht
devices-not_me-lead = In Ihrem Konto gab es eine Anmeldung mit einem neuen Gerät. Waren Sie das nicht?
devices-not_me-when = Zeitpunkt
devices-not_me-with = Gerät
devices-not_me-from = Netz
devices-not_me-what = Wenn Sie bestätigen, melden wir dieses Gerät ab und beenden alles, was damit erlaubt wurde. Ein Passwort Ihres Kontos gilt dann erst wieder, wenn Sie es über einen Link per E-Mail erneuert haben.
devices-not_me-go = Gerät abmelden
devices-not_me-me = Das war ich doch
devices-closed-title = Das Gerät ist abgemeldet
devices-closed-lead = Das fremde Gerät ist abgemeldet und entfernt. Bitte sichern Sie jetzt Ihr Konto.
devices-closed-next = Ihre nächsten Schritte
devices-closed-password = Passwort erneuern
devices-closed-password-text = Das bisherige Passwort gilt nicht mehr. Wir schicken Ihnen einen Link, mit dem Sie ein neues wählen.
devices-closed-password-go = Link per E-Mail anfordern
devices-closed-sign-in = Anmelden
devices-closed-sign-in-text = Melden Sie sich mit Ihrem Passkey oder mit dem neuen Passwort an.
devices-closed-sign-in-go = Zur Anmeldung
devices-closed-ways = Zugänge prüfen
devices-closed-ways-text = Löschen Sie Passkeys und andere Zugänge, die Sie nicht selbst eingerichtet haben.
devices-closed-ways-go = Zu den Kontoeinstellungen
devices-closed-services = Verbundene Dienste prüfen
devices-closed-services-text = Beenden Sie Zugriffe, die Sie nicht selbst erlaubt haben.
devices-closed-services-go = Zu den verbundenen Diensten
devices-closed-call = Brauchen Sie Hilfe? Rufen Sie uns an: { $support_phone } ({ $support_hours }).
devices-dead-link-title = Der Link gilt nicht mehr
devices-dead_link-text = Ein solcher Link gilt 30 Tage und nur einmal.
devices-dead_link-still = Ihre Anmeldungen sehen und beenden Sie jederzeit in Ihrem Konto.
devices-dead_link-go = Zu Geräten und Anmeldungen
