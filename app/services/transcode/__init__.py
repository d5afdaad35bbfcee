"""Renditions: planned, encoded in pieces by one worker or many, assembled."""
