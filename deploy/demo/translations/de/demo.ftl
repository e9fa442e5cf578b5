## Wie die Teile der Vorführung heißen
demo-name-post = Post der Vorführung
demo-name-bundid = Nachbau von BundID
demo-name-muk = Nachbau von Mein Unternehmenskonto
demo-foot-post = { post-stays }
demo-foot-bundid = Das ist nicht BundID. Alle Personen sind erfunden. Alles bleibt auf diesem Rechner.
demo-foot-muk = Das ist nicht Mein Unternehmenskonto. Alle Organisationen und Personen sind erfunden. Alles bleibt auf diesem Rechner.
demo-name-education = Beispiel-Bildungsträger
demo-foot-education = Das ist ein Beispiel. Alle Kurse sind erfunden. Alles bleibt auf diesem Rechner.
