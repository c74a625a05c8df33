"""The desk of those who approve: what waits for them, and the routes."""
