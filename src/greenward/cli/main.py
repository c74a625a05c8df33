"""The greenward command and its exit codes."""

import io
import os
import signal
import sys
from itertools import pairwise
from pathlib import Path

import typer

from greenward.cli import check, cost, demo, import_set, journal, plan, serve, template, users, verify, witness
from greenward.cli.exit_codes import INPUT
from greenward.cli.options import as_language
from greenward.terms.names import Language
from greenward.terms.problem import ProblemsError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Green procurement for public institutions.",
)
app.command("check")(check.check)
app.command("cost")(cost.cost)
app.command("plan")(plan.plan)
app.command("template")(template.template)
app.command("import")(import_set.import_set)
app.command("verify")(verify.verify)
app.command("demo")(demo.demo)
app.add_typer(users.users, name="users")
app.add_typer(journal.journal, name="journal")
app.add_typer(witness.witness, name="witness")
app.command("serve")(serve.serve)


def keep_stdout() -> None:
    """Let only what Python prints reach the standard output: the solver's own lines go to the error stream."""
    try:
        out, error = sys.stdout.fileno(), sys.stderr.fileno()
    except (AttributeError, OSError, ValueError):  # not streams of the system: nothing compiled writes there
        return
    sys.stdout.flush()
    lines = 1 if sys.stdout.isatty() else -1
    ours = os.fdopen(os.dup(out), "w", lines, sys.stdout.encoding, closefd=False)  # open until the process ends
    os.dup2(error, out)
    sys.stdout = ours


def run() -> None:
    """Run the command line; input that cannot be used ends with its problems and exit code 3.

    A reader that closes the pipe early ends the command quietly, and a terminal that lacks a character shows its
    code instead.
    """
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    if sys.stdout is None:  # the caller closed it
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  it stays open to the end
    else:
        keep_stdout()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except OSError as error:
        from greenward.cli.output import unwritable
        from greenward.cli.problems import problem_text

        print(problem_text(unwritable(Path("-"), error), _language(sys.argv)), file=sys.stderr)
        os._exit(INPUT)
    except ProblemsError as error:
        from greenward.cli.problems import problem_text

        print(problem_text(error, _language(sys.argv)), file=sys.stderr)
        sys.exit(INPUT)


def _language(arguments: list[str]) -> Language:
    """Return the language asked for, also where the command could not be read to its end."""
    wanted = [after for before, after in pairwise(arguments) if before == "--lang"]
    wanted += [argument.removeprefix("--lang=") for argument in arguments if argument.startswith("--lang=")]
    return as_language(wanted[0]) if wanted else as_language(None)
