"""greenward demo: Unit X's energy-saving computers, from need to plan, with a report to open."""

from pathlib import Path
from typing import Annotated

import typer

from greenward.cli.options import LangOption, as_language


def demo(
    out: Annotated[Path, typer.Option(help="The folder for what the demonstration writes.")] = Path("greenward-demo"),
    lang: LangOption = None,
) -> None:
    """Plan the first green purchase of the invented Unit X and write its report in both languages."""
    import json

    from greenward.cli.output import check_outputs, make_folder, write
    from greenward.cli.terminal import print_plan
    from greenward.documents.report import plan_report
    from greenward.documents.workbook import plan_workbook
    from greenward.exchange.case import read_case
    from greenward.planning.case import plan_case
    from greenward.terms.canonical import plain
    from greenward.texts import say

    language = as_language(lang)
    make_folder(out)
    names = ("report-en.html", "report-zh.html", "plan.xlsx", "plan.json")
    check_outputs({out / name: (".html", ".xlsx", ".json") for name in names})
    made = plan_case(read_case(examples() / "case_a", "cn"), {})
    data = json.dumps(plain(made), ensure_ascii=False, indent=2).encode() + b"\n"
    contents = (plan_report(made, "en").encode(), plan_report(made, "zh").encode(), plan_workbook(made, language), data)
    for name, content in zip(names, contents, strict=True):
        write(out / name, content)
    print_plan(made, language)
    typer.echo("\n" + say("demo.written", language))
    for name in names:
        typer.echo(f"  {out / name}")


def examples() -> Path:
    """Return the folder of Unit X: inside the installed package, or beside the sources."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "examples/unit_x"
    return inside if inside.is_dir() else package.parents[1] / "examples/unit_x"
