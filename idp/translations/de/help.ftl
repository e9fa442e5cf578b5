## Hilfeseiten: ihre Texte stehen in idp/texts
help-article-title = Hilfe
help-see-lost = Zugang verloren: So kommen Sie wieder hinein
help-see-sign-in = Hilfe bei Problemen rund um die Anmeldung
