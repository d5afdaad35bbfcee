"""A program of its own that reads pictures, behind walls: it imports nothing of the product, which asks it by pipes."""
