"""Rules of renditions: the ladder, pieces, what is copied."""
