"""Secrets that stand on a screen: found, listed, covered."""
