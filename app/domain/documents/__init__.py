"""Rules of the guide: which frames, in which order text is read, what is a step."""
