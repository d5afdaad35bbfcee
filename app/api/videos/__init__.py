"""Videos over HTTP."""
