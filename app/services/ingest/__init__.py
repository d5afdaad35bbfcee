"""Taking bytes in: connections, their tokens, and uploads that change machines."""
