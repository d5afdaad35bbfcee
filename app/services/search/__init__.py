"""One search over everything shown and said."""
