"""Guides as files: what is in one, and how each format says it. Text is text in all of them, whatever stands in it."""
