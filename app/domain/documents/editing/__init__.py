"""Editing a guide: what people did to it, undoing that, and keeping it where the reading runs again. Pure."""
