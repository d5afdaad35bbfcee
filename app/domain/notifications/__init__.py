"""What people want to be written to about."""
