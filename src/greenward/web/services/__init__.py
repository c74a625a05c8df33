"""What is done: one verb a file, one transaction, one entry in the journal."""
