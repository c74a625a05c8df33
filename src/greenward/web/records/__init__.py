"""What the office keeps of each purchase: one file a noun."""
