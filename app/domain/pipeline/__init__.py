"""Rules of the pipeline: states, stages and what needs what."""
