"""How far videos are, over HTTP."""
