"""Accounts: how addresses are written."""
