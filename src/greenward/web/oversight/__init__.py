"""The desk of those who supervise: what was done, by whom, and whether the record still holds."""
