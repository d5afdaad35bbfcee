"""Guides over HTTP."""
