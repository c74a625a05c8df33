"""How a command ends, beside 0: answered."""

FAULT = 1
"""A fault of Greenward."""

USAGE = 2
"""The command line is wrong (Typer's own code)."""

INPUT = 3
"""A file, a pack or a day cannot be used."""

INFEASIBLE = 4
"""A plan was made, but not every need is served."""
