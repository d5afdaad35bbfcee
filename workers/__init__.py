"""Celery workers: thin tasks by queue, and what comes after what."""
