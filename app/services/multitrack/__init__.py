"""Recordings of two tracks: taken, compiled, tended."""
