"""Recordings of two tracks over HTTP."""
