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

    from greenward.cli.terminal import print_plan
    from greenward.documents.report import plan_report
    from greenward.documents.workbook import write_plan_workbook
    from greenward.exchange.case import read_case
    from greenward.planning.case import plan_case
    from greenward.terms.canonical import plain
    from greenward.texts import say

    language = as_language(lang)
    made = plan_case(read_case(examples() / "case_a", "cn"), {})
    out.mkdir(parents=True, exist_ok=True)
    (out / "report-en.html").write_text(plan_report(made, "en"), "utf-8")
    (out / "report-zh.html").write_text(plan_report(made, "zh"), "utf-8")
    (out / "plan.json").write_text(json.dumps(plain(made), ensure_ascii=False, indent=2) + "\n", "utf-8")
    write_plan_workbook(made, language, out / "plan.xlsx")
    print_plan(made, language)
    typer.echo("\n" + say("demo.written", language))
    for name in ("report-en.html", "report-zh.html", "plan.xlsx", "plan.json"):
        typer.echo(f"  {out / name}")


def examples() -> Path:
    """Return the folder of Unit X: inside the installed package, or beside the sources."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "examples/unit_x"
    return inside if inside.is_dir() else package.parents[1] / "examples/unit_x"
