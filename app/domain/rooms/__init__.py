"""Rooms: people who look at a video together, and what they tell each other meanwhile. Pure."""
