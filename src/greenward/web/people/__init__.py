"""The desk of people: who is here, which roles they hold, who stands in for whom."""
