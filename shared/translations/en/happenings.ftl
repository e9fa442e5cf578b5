## “History”: who did it, in words
history-by-you = by you
history-by-person = by another person
history-by-staff = by a person who works for us
history-by-client = by an application that you signed in to
history-by-visitor = by a person who was not signed in
history-by-operator = by those who run this website
history-by-system = automatically
history-by-unknown = by whom was not recorded at the time
history-from = from the network { $network }
history-course = “{ $course }”, { $from } to { $until }
history-case = Case: { $case }
history-pages = More entries
history-older = Older entries
history-newest = Newest entries
