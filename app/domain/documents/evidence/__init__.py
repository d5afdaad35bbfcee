"""What somebody did, as far as a change of the screen gives it away: each kind of evidence by itself."""
