"""Leaving: what somebody takes along, and the end of their account."""
