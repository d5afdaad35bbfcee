"""Pages with planted secrets: what is found of them, and what is legible once it was covered."""
