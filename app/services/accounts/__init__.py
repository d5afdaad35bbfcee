"""People, their sign-ins and what they may store."""
