home-home-title = Ihr Bereich
home-home-signed-in = Sie sind angemeldet.
