"""What a file is, as ffprobe reads it: examined before it is taken, surveyed before it is transcoded."""
