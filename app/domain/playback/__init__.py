"""Rules of delivery: playlists, the storyboard, names of downloads."""
