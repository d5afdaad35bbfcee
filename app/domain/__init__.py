"""Pure rules: nothing of ours and no framework is imported here."""
