"""What somebody may do with a video."""
