"""Where bytes lie: object storage and the spool."""
