home-home-title = Your area
home-home-signed-in = You are signed in.
