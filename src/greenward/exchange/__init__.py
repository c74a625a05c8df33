"""What other systems and other people's sheets bring in and take out."""
