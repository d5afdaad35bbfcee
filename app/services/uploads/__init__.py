"""From the spool to one object: parts in order, the head, the copies, the end."""
