"""Annotations: what may be drawn, said and put under what others said. Pure."""
