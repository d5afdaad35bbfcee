"""The library of videos."""
