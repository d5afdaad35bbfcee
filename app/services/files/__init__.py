"""Files that somebody already has: as a form, or by signed URLs."""
