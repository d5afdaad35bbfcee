"""What a workspace has beside its people and their videos: its log, its name, its rules. Pure."""
