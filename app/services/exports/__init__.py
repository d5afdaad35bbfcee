"""Files that are made because somebody asked for them, and kept for some days: whatever is in them."""
