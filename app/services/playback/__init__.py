"""How players get at objects: playlists and signed URLs."""
