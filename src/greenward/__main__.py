"""python -m greenward."""

from greenward.cli.main import run

run()
