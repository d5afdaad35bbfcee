"""Rules about links and people."""
