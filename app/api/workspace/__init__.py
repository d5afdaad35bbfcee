"""The workspace over HTTP."""
