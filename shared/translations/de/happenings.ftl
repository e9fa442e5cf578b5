## „Verlauf": who did it, in words
history-by-you = von Ihnen
history-by-person = von einer anderen Person
history-by-staff = von einer Person, die bei uns arbeitet
history-by-client = von einer Anwendung, bei der Sie sich angemeldet haben
history-by-visitor = von einer Person, die nicht angemeldet war
history-by-operator = vom Betrieb dieser Website
history-by-system = automatisch
history-by-unknown = von wem, wurde damals nicht festgehalten
history-from = aus dem Netz { $network }
history-course = „{ $course }“, { $from } bis { $until }
history-case = Fall: { $case }
history-pages = Weitere Einträge
history-older = Ältere Einträge
history-newest = Neueste Einträge
