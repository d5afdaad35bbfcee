"""Links and people over HTTP: as whoever shares a video has them, and as guests open them."""
