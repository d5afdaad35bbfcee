"""One script per figure: each prints ours, the comparison and the ratio, from one run on one machine."""
