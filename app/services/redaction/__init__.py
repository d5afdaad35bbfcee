"""Secrets in videos: found, decided about, covered."""
