"""Rules of what comes in: parts, containers, names, what is taken."""
