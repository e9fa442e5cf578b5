## Passwort oder Benutzername vergessen (S92)
recovery-forgotten-password-title = Passwort vergessen
recovery-forgotten-password-lead = Geben Sie die E-Mail-Adresse Ihres Kontos ein. Wir senden Ihnen einen Link, mit dem Sie ein neues Passwort wählen.
recovery-forgotten-user_name-title = Benutzername / E-Mail-Adresse vergessen
recovery-forgotten-user_name-lead = Ihr Benutzername ist die E-Mail-Adresse, mit der Sie sich registriert haben. Geben Sie eine Ihrer Adressen ein: Wir schreiben Ihnen dorthin, ob sie zu einem Konto gehört.
recovery-forgotten-second_factor-title = Zugang ohne Passwort wiederherstellen
recovery-forgotten-second_factor-lead = Geben Sie die E-Mail-Adresse Ihres Kontos ein. Wir senden Ihnen einen Link, mit dem Sie einen Wiederherstellungscode eingeben.
recovery-forgotten-email = E-Mail-Adresse
recovery-forgotten-submit = E-Mail anfordern
recovery-forgotten-back = Zurück
recovery-forgotten-factor = Ihren zweiten Faktor oder Ihren Passkey brauchen Sie weiterhin. Haben Sie beides verloren? <lost>So kommen Sie wieder hinein.</lost>
recovery-sent-title = E-Mail unterwegs
recovery-sent-success = Wir haben Ihnen geschrieben.
recovery-sent-password = Wenn es zu dieser Adresse ein Konto gibt, steht in der E-Mail ein Link für ein neues Passwort. Er gilt eine Stunde.
recovery-sent-user_name = In der E-Mail steht, ob diese Adresse zu einem Konto gehört.
recovery-sent-second_factor = Wenn es zu dieser Adresse ein Konto gibt, steht in der E-Mail, wie Sie wieder hineinkommen. Ein Link darin gilt eine Stunde.
recovery-sent-nothing = Keine E-Mail bekommen? Sehen Sie im Spam-Ordner nach, oder versuchen Sie es mit einer anderen Adresse.
recovery-sent-back = Zurück zur Anmeldung
recovery-choose-title = Neues Passwort wählen
recovery-choose-lead = Wählen Sie ein neues Passwort für Ihr Konto. Alle Geräte werden dabei abgemeldet.
recovery-choose-password = Neues Passwort
recovery-choose-password-repeat = Neues Passwort wiederholen
recovery-choose-submit = Passwort speichern
recovery-chosen-title = Neues Passwort wählen
recovery-chosen-success = Ihr neues Passwort gilt ab sofort.
recovery-chosen-text = Melden Sie sich damit an. Nach Ihrem zweiten Faktor werden Sie wie gewohnt gefragt.
recovery-chosen-sign-in = Zur Anmeldung
recovery-dead-link-title = Dieser Link gilt nicht mehr
recovery-dead_link-text = Der Link ist älter als eine Stunde, wurde schon verwendet oder durch einen neueren ersetzt.
recovery-dead_link-again = Neuen Link anfordern

## Zugang verloren: zweiter Faktor oder Passkey
recovery-lost-title = Zweiten Faktor oder Passkey verloren
recovery-lost-lead = Mit einem Wiederherstellungscode kommen Sie wieder in Ihr Konto.
recovery-lost-step-first = Geben Sie Ihren Benutzernamen und Ihr Passwort ein.
recovery-lost-step-code = Geben Sie einen Ihrer Wiederherstellungscodes ein.
recovery-lost-step-new = Richten Sie einen neuen Passkey oder zweiten Faktor ein.
recovery-lost-submit = Weiter
recovery-lost-back = Zurück
recovery-lost-no-password = Ihr Konto hat kein Passwort? <link>Wir senden Ihnen einen Link.</link>
recovery-lost-forgotten = Passwort vergessen? <forgotten>Wählen Sie zuerst ein neues.</forgotten>
recovery-lost-no-code = Sie haben keinen Wiederherstellungs­code?
recovery-code-title = Wiederherstellungs­code eingeben
recovery-lost-no-code-text = Wenn Sie einen zweiten Passkey haben, melden Sie sich mit ihm an.
recovery-lost-letter = Einen Code per Brief können Sie anfordern, wenn Sie Benutzername und Passwort eingegeben haben.
recovery-code-letter = Wir können Ihnen <letter>einen Code per Brief senden</letter>. Oder Sie kommen mit Ihrem Ausweis in unser Haus und bekommen einen, der 24 Stunden gilt.
recovery-code-counter = Kommen Sie mit Ihrem Ausweis in unser Haus. Dort bekommen Sie einen Code, der 24 Stunden gilt. Fragen? Rufen Sie unseren Technischen Support an: { $support_phone } ({ $support_hours }).
recovery-code-lead = Nehmen Sie einen der Codes, die Sie ausgedruckt oder aufgeschrieben haben, oder den aus unserem Brief.
recovery-code-label = Wiederherstellungscode
recovery-code-hint = 20 Zeichen. Groß oder klein und mit oder ohne Striche ist gleich. Jeder Code gilt einmal.
recovery-code-submit = Weiter
recovery-code-malformed = Ein Wiederherstellungscode hat 20 Buchstaben und Ziffern. Prüfen Sie, ob Sie ihn vollständig eingegeben haben.
recovery-code-wrong = Dieser Code gilt nicht. Vielleicht haben Sie ihn schon benutzt, durch neue ersetzt oder zu oft falsch eingegeben. Nehmen Sie den nächsten.
recovery-notice-lead = Richten Sie jetzt ein, womit Sie sich künftig anmelden. Danach sind Sie wieder in Ihrem Konto.
recovery-devices-title = Was haben Sie verloren?
recovery-devices-new = Ihr neuer Zugang ist eingerichtet
recovery-devices-new-text = Ein Schritt fehlt noch.
recovery-devices-totp = Ihr bisheriger zweiter Faktor (TOTP) gilt danach nicht mehr.
recovery-devices-which = Welche Passkeys haben Sie nicht mehr?
recovery-devices-which-hint = Wir löschen die angekreuzten aus Ihrem Konto. Mit den übrigen können Sie sich weiter anmelden.
recovery-devices-out = Alle anderen Geräte und verbundenen Dienste melden wir ab.
recovery-devices-submit = Abschließen
recovery-recovered-title = Sie sind wieder in Ihrem Konto
recovery-recovered-success = Ihr Konto ist neu gesichert
recovery-recovered-text = Alle anderen Geräte sind abgemeldet. Wir haben Ihnen auch eine E-Mail geschrieben.
recovery-recovered-codes =
    { $count ->
        [0] Sie haben keine Wiederherstellungscodes mehr
        [one] Ein Wiederherstellungs­code ist noch gültig
       *[other] { $count } Wiederherstellungs­codes sind noch gültig
    }
recovery-recovered-codes-text = Der benutzte Code gilt nicht mehr. Wenn Ihre Codes mit verloren gegangen sind, erstellen Sie neue: Die alten gelten dann nicht mehr.
recovery-recovered-make = Neue Codes erstellen
recovery-recovered-further = Weiter

## Wiederherstellungscode per Brief
recovery-letter-title = Wiederherstellungs­code per Brief
recovery-letter-lead = Sie haben Ihre Wiederherstellungscodes nicht mehr? Dann senden wir Ihnen einen Code mit der Post.
recovery-letter-address = Der Brief geht an die Adresse, die wir von Ihnen haben. Sie muss seit mindestens 14 Tagen unverändert sein.
recovery-letter-time = Der Brief braucht einige Tage. Der Code gilt 21 Tage.
recovery-letter-once = Der Code gilt einmal und nur zusammen mit Ihrem Passwort oder einem Link, den wir Ihnen mailen. Ein neuer Brief macht den Code eines früheren ungültig.
recovery-letter-told = Wir schreiben auch an jede E-Mail-Adresse Ihres Kontos. Mit dem Link in der E-Mail lässt sich der Brief stoppen.
recovery-letter-limit = Sie können einen Brief am Tag anfordern, höchstens drei in 30 Tagen.
recovery-letter-submit = Brief anfordern
recovery-letter-asked-title = Wiederherstellungs­code per Brief
recovery-letter-asked-success = Ihre Anforderung ist angekommen
recovery-letter-asked-text = Wie es weitergeht, lesen Sie in der E-Mail an Ihr Konto.
recovery-letter-asked-next = So geht es weiter
recovery-letter-asked-step-mail = Sehen Sie nach Ihren E-Mails. Kann der Brief nicht gesendet werden, steht dort, warum.
recovery-letter-asked-step-letter = Warten Sie auf den Brief. Das dauert einige Tage.
recovery-letter-asked-step-password = Wenn er da ist, wählen Sie wieder <lost>Zweiten Faktor verloren</lost> und geben Passwort und Code ein.
recovery-letter-asked-step-link = Wenn er da ist, fordern Sie wieder <link>einen Link per E-Mail</link> an und geben dort den Code ein.
recovery-letter-asked-counter = Sie wollen nicht warten? Kommen Sie mit Ihrem Ausweis in unser Haus. Dort bekommen Sie einen Code, der 24 Stunden gilt.
