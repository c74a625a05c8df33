"""The journal: one entry for each act, in the transaction of the act, in a chain that an outsider can verify."""
