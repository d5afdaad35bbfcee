"""Recordings on their way in, over plain HTTP."""
