"""The web server's own edge: connections before they are requests."""
