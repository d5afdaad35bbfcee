"""What people are told: by the bell in the app, and by mail."""
