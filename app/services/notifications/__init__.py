"""Mails about what happened to one's videos, for those who want them."""
