"""Filmed sessions with known truth: real pages in Chromium, used by somebody with a pointer, recorded like a screen."""
