"""What happens to a video, step by step: its status, its stages, the media they read, who hears of faults."""
