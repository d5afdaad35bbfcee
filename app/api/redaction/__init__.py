"""Secrets in videos over HTTP."""
