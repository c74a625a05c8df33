"""Charts from tables: one Vega-Lite specification, drawn to SVG, always beside the table that holds its figures."""

import json
from decimal import Decimal

from greenward.documents.table import Figure, TableView

FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
PALETTE = ("#1b5e3f", "#c98a00")
PART_COLOURS = {
    "purchase": "#1b5e3f",
    "installation": "#6fa287",
    "electricity": "#c98a00",
    "fuel": "#a8442a",
    "water": "#4fb3bf",
    "consumables": "#d97fa8",
    "maintenance": "#2f6fb0",
    "replacement": "#8fae3b",
    "end_of_life": "#7a4b9a",
    "carbon_price": "#2b2b2b",
    "residual": "#6b7280",
}
"""Each cost part's colour, the same in every chart."""

WIDTH, BAR, MOST_BARS, LONGEST_LABEL = 640, 24, 40, 26

Spec = dict[str, object]


def bars(table: TableView, columns: dict[int, str], axis: str, stacked: bool) -> Spec:
    """Return bars for the rows of ``table`` under their first cells, one part a column, stacked or side by side.

    ``columns`` are the columns to show with their colours; ``axis`` is the title of the axis, with its unit.
    """
    rows = table.rows[: len(table.rows) - table.totals][:MOST_BARS]
    parts = [table.headings[column] for column in columns]
    values = [
        {"row": _label(row[0]), "order": at, "part": table.headings[column], "value": _number(row[column])}
        for at, row in enumerate(rows)
        for column in columns
    ]
    beside: Spec = {} if stacked else {"yOffset": {"field": "part", "sort": parts}}
    height = len(rows) * (1 if stacked else 2)
    return _spec(
        values,
        dict(zip(parts, columns.values(), strict=True)),
        axis,
        height,
        {"stack": "zero" if stacked else None},
        beside,
    )


def draw(spec: Spec, title: str) -> str:
    """Return the specification as an SVG element with ``title`` as its accessible name."""
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(spec)
    return svg.replace("<svg ", f'<svg role="img" aria-label={_quoted(title)} ', 1)


def _spec(values: list[Spec], colours: dict[str, str], axis: str, bars: int, extra: Spec, more: Spec) -> Spec:
    return {
        "data": {"values": values},
        "width": WIDTH,
        "height": max(bars, 1) * BAR,
        "mark": {"type": "bar", "aria": False},
        "encoding": {
            "y": {"field": "row", "type": "nominal", "sort": {"field": "order"}, "title": None},
            "x": {
                "field": "value",
                "type": "quantitative",
                "title": axis,
                "axis": {"labelOverlap": "greedy", "tickCount": 6},
                **extra,
            },
            "color": {
                "field": "part",
                "type": "nominal",
                "sort": list(colours),
                "scale": {"domain": list(colours), "range": list(colours.values())},
                "legend": {"title": None, "orient": "top", "labelLimit": 0, "columns": 5},
            },
            **more,
        },
        "config": {
            "font": FONT,
            "aria": False,
            "axis": {
                "labelFontSize": 12,
                "titleFontSize": 12,
                "labelLimit": 260,
                "labelColor": "#1f2937",
                "titleColor": "#1f2937",
            },
            "legend": {"labelFontSize": 12, "labelColor": "#1f2937"},
            "view": {"stroke": None},
        },
    }


def _label(cell: object) -> str:
    text = str(cell)
    return text if len(text) <= LONGEST_LABEL else f"{text[: LONGEST_LABEL - 1]}…"


def _number(cell: object) -> float:
    value = cell.value if isinstance(cell, Figure) else None
    return float(value if value is not None else Decimal(0))


def _quoted(title: str) -> str:
    return json.dumps(title.replace('"', "'").replace("<", " ").replace("&", " "), ensure_ascii=False)
