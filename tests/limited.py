"""Case A under limits of a test's own, and its plan beside SciPy alone: the relaxation, or whole awards."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import LinearConstraint, milp

from support import ROOT, Said, greenward

CASE = ROOT / "examples/unit_x/case_a"
CITED = "source: unit_method, article: {en: x, zh: x}, read: case_text, mark: example"


def limited(folder: Path, limits: str, capacities: str = "") -> Path:
    """Return a copy of case A in ``folder`` within ``limits`` (lines of case.yaml) and what suppliers can deliver."""
    for file in CASE.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    text = (folder / "case.yaml").read_text("utf-8").replace("[../policy]", f"['{CASE.parent / 'policy'}']")
    head, _, _ = text.partition("\nlimits:\n")
    text = f"{head}\nlimits:\n{limits}\n" if limits else f"{head}\n"
    if capacities:
        (folder / "capacities.csv").write_text(capacities, "utf-8")
        text = text.replace("  budget: budget.csv\n", "  budget: budget.csv\n  capacities: capacities.csv\n")
    (folder / "case.yaml").write_text(text, "utf-8")
    return folder


def limit(name: str, value: str, unit: str) -> str:
    """Return a limit as a line of case.yaml."""
    return f"  {name}: {{value: {value}, unit: {unit}, {CITED}}}"


def planned(folder: Path, *options: object) -> tuple[Said, Any]:
    """Return what ``greenward plan --json`` says of a case, and its plan."""
    said = greenward("plan", folder, "--json", *options)
    return said, said.json


@dataclass(frozen=True)
class Best:
    """The least cost that a plan can have, and the option of each need by id; infinite without one."""

    cost: float
    chosen: dict[str, str]


def best(data: Any, change: dict[tuple[str, str], float] | None = None, whole: bool = True) -> Best:
    """Return the best of the options of a plan's JSON within its limits, each moved by its ``change``.

    A limit is named by kind and name: ``("line", "B1")``, ``("total", "")``. Not ``whole``: needs may be shared out.
    """
    moved = change or {}
    columns = [(line, option) for line in data["lines"] for option in line["survey"]["options"]]
    needs = [line["survey"]["need"]["id"] for line in data["lines"]]
    each = np.array([[float(line["survey"]["need"]["id"] == need) for line, _ in columns] for need in needs])
    rows, limits = [], []
    for use in data["budgets"]:
        line_id = use["line"]["id"]
        rows.append([figure(o, "price") * (c["survey"]["need"]["budget_line"] == line_id) for c, o in columns])
        limits.append(float(use["amount"]) + moved.get(("line", line_id), 0.0))
    for use in data["limits"]:
        rows.append([_use(use, option) for _, option in columns])
        top = 0.0 if use["kind"] == "green_share" else float(use["limit"])
        limits.append(top + moved.get((use["kind"], use["name"]), 0.0))
    for kind in ("price", "carbon"):  # ceilings that the case itself does not have
        if ("ceiling", kind) in moved:
            rows.append([figure(option, kind) for _, option in columns])
            limits.append(moved["ceiling", kind])
    held = [LinearConstraint(each, 1, 1), LinearConstraint(np.array(rows), -np.inf, limits)]
    costs = [figure(option, "cost") for _, option in columns]
    found = milp(costs, constraints=held, bounds=(0, 1), integrality=int(whole), options={"mip_rel_gap": 0.0})
    if found.x is None:
        return Best(np.inf, {})
    taken = {c["survey"]["need"]["id"]: o["id"] for (c, o), x in zip(columns, found.x, strict=True) if x > 0.5}
    return Best(float(found.fun), taken)


def figure(option: Any, name: str) -> float:
    """Return a figure of an option as a number."""
    return float(option[name])


def _use(use: Any, option: Any) -> float:
    price = figure(option, "price")
    match use["kind"]:
        case "total":
            return price
        case "capacity":
            return float(option["pieces"] if option["named"] and option["named"]["supplier"] == use["name"] else 0)
        case "green_share":
            return price * (float(use["limit"]) - float(option["preferred"]))
    return figure(option, "carbon")
