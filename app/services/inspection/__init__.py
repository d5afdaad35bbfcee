"""Looks at what came in: probes, scans, joins takes."""
