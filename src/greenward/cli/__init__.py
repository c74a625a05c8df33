"""The command line: one file a command. A command parses, calls, prints; it decides nothing."""
