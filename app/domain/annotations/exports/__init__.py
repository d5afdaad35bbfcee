"""What is said about a video as files: for programs, spreadsheets and editing suites."""
