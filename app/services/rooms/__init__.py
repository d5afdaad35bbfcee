"""Rooms: who looks at a video together, and what they tell each other."""
