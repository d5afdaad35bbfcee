"""The guide: frames, text on them, steps, and reading it."""
