"""What keeps the product running, and tells how it does."""
