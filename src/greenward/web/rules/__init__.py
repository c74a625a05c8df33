"""The desk of the rules: what is demanded of an item, and how it may lawfully be bought."""
