"""Still pictures of a video."""
