"""The desk where a person starts: what waits to be done."""
