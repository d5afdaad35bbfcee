"""Celery workers: thin tasks by queue, and the pipeline that chains them."""
