"""Leaving: what somebody takes along."""
