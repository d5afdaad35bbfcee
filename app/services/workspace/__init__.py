"""What belongs to the workspace as a whole."""
