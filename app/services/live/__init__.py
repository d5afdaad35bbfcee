"""A recording that is watched while it is made; docs/adr/0044."""
