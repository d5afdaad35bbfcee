"""What can be looked for: words, lines, and how they are found."""
