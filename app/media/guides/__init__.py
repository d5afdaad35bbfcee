"""Guides as paper: marked pictures, PDF and DOCX."""
