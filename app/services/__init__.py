"""The use cases: they take primitives, and only they commit."""
