"""The tamper-evident journal: entries in a chain and a tree, checkpoints, a witness, exports, a verifier apart."""
