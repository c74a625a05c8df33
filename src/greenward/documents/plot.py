"""The kinds of drawings that we know, each made from the table that stands beside it."""

from collections.abc import Iterable
from decimal import Decimal

from greenward.documents.chart import INK, Drawing, Spec, drawing
from greenward.documents.table import Cell, Figure, Row, TableView

PALETTE = ("#1b5e3f", "#c98a00", "#2f6fb0", "#7a4b9a", "#6b7280")
PART_COLOURS = {
    "purchase": "#1b5e3f",
    "installation": "#6fa287",
    "electricity": "#c98a00",
    "fuel": "#a8442a",
    "water": "#4fb3bf",
    "consumables": "#d97fa8",
    "maintenance": "#2f6fb0",
    "replacement": "#8fae3b",
    "follow_on": "#e2d3a4",
    "end_of_life": "#7a4b9a",
    "carbon_price": "#2b2b2b",
    "residual": "#6b7280",
}
"""Each cost part's colour, the same in every chart."""
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [12, 4])
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")
LEGEND: Spec = {"title": None, "orient": "top", "labelLimit": 0, "columns": 5}
DOT: Spec = {"type": "point", "aria": False, "filled": True, "opacity": 1}
WIDTH, HEIGHT, BAR, MOST_BARS, LONGEST_LABEL = 640, 300, 24, 40, 26


def bars(table: TableView, columns: dict[int, str], axis: str, stacked: bool) -> Drawing:
    """Return bars for the rows of ``table`` under their first cells, one part a column, stacked or side by side.

    ``columns`` are the columns to show with their colours; ``axis`` is the title of the axis, with its unit. A figure
    that is not known has no bar.
    """
    rows = _rows(table)[:MOST_BARS]
    parts = [table.headings[column] for column in columns]
    values = [
        {"row": _label(row[0]), "order": at, "part": table.headings[column], "value": value}
        for at, row in enumerate(rows)
        for column in columns
        if (value := _number(row[column])) is not None
    ]
    beside: Spec = {} if stacked else {"yOffset": {"field": "part", "sort": parts}}
    encoding: Spec = {
        "y": {"field": "row", "type": "nominal", "sort": {"field": "order"}, "title": None},
        "x": {**_measure("value", axis), "stack": "zero" if stacked else None},
        "color": _colour("part", parts, tuple(columns.values())),
        **beside,
    }
    height = max(len(rows) * (1 if stacked else 2), 1) * BAR
    return _plot(table, values, height, {"mark": {"type": "bar", "aria": False}, "encoding": encoding})


def lines(table: TableView, x: int, columns: tuple[int, ...], axes: tuple[str, str]) -> Drawing:
    """Return a line a column over the column ``x``: figures on a scale, words in the order of their rows.

    ``axes`` are the titles of both axes with their units. A line ends where a figure is not known.
    """
    parts = [table.headings[column] for column in columns]
    values = [
        {"x": _place(row[x]), "part": table.headings[column], "value": _number(row[column])}
        for row in _rows(table)
        for column in columns
    ]
    encoding: Spec = {
        "x": _across(table, x, axes[0]),
        "y": {**_measure("value", axes[1]), "scale": {"zero": False}},
        "color": _colour("part", parts),
    }
    dash: Spec = {"strokeDash": {**_styles("part", parts, DASHES), "legend": None}}
    shape: Spec = {"shape": {**_styles("part", parts, SHAPES), "legend": LEGEND}}
    mark = {"type": "line", "aria": False, "strokeWidth": 2, "invalid": "break-paths-filter-domains"}
    layers = [{"mark": mark, "encoding": dash}, {"mark": {**DOT, "size": 45}, "encoding": shape}]
    return _plot(table, values, HEIGHT, {"layer": layers, "encoding": encoding})


def points(table: TableView, x: int, y: int, axes: tuple[str, str]) -> Drawing:
    """Return a point a row at the figures of the columns ``x`` and ``y``, each under its first cell.

    A row that lacks one of the figures has no point: it stands in the table.
    """
    layers: list[Spec] = [
        {"mark": {**DOT, "size": 70, "color": PALETTE[0]}},
        {"mark": _words_beside(), "encoding": {"text": {"field": "row", "type": "nominal"}}},
    ]
    return _plot(table, _pairs(table, x, y), HEIGHT, {"layer": layers, "encoding": _plane(axes)})


def tornado(table: TableView, low: int, high: int, base: Decimal, axis: str) -> Drawing:
    """Return how far each row's input moves a result from ``base``, the strongest on top.

    The columns ``low`` and ``high`` hold the result with the input at its low and at its high value. A row that
    lacks one of both is left out.
    """
    sides = [table.headings[low], table.headings[high]]
    known = [
        (_label(row[0]), ends) for row in _rows(table) if None not in (ends := (_number(row[low]), _number(row[high])))
    ]
    known.sort(key=lambda item: -abs((item[1][1] or 0) - (item[1][0] or 0)))
    values: list[Spec] = [
        {"row": label, "order": at, "side": side, "from": float(base), "to": end}
        for at, (label, ends) in enumerate(known)
        for side, end in zip(sides, ends, strict=True)
    ]
    across = {**_measure("from", axis), "scale": {"zero": False}}
    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "aria": False, "height": BAR * 0.6},
            "encoding": {
                "y": {"field": "row", "type": "nominal", "sort": {"field": "order"}, "title": None},
                "x": across,
                "x2": {"field": "to"},
                "color": _colour("side", sides),
            },
        },
        {
            "mark": {"type": "rule", "aria": False, "color": INK, "strokeWidth": 2},
            "encoding": {"x": {"datum": float(base), "type": "quantitative"}},
        },
    ]
    return _plot(table, values, max(len(known), 1) * BAR, {"layer": layers})


def frontier(
    table: TableView, x: int, y: int, axes: tuple[str, str], chosen: int | None = None, by: int | None = None
) -> Drawing:
    """Return the least ``y`` that can be had for ``x``, in steps: nothing lies between one row's plan and the next.

    ``chosen`` is the row of the plan itself: no step, but marked and named by its first cell. ``by`` is a column whose
    values have steps of their own (None: all rows are one), five of them at most, told apart by dash and shape.
    """
    values = _pairs(table, x, y)
    for value in values:
        value["chosen"] = value["at"] == chosen
        value["by"] = "" if by is None else _label(table.rows[int(str(value["at"]))][by])
    taken: Spec = {"transform": [{"filter": "datum.chosen"}]}
    mark: Spec = {**DOT, "size": 220, "shape": "diamond", "color": PALETTE[1], "stroke": INK}
    words: Spec = {**_words_beside(), "align": "right", "dx": -12, "dy": 12, "fontWeight": "bold"}
    layers: list[Spec] = [
        *_steps(values, None if by is None else table.headings[by]),
        {**taken, "mark": mark},
        {**taken, "mark": words, "encoding": {"text": {"field": "row", "type": "nominal"}}},
    ]
    return _plot(table, values, HEIGHT, {"layer": layers, "encoding": _plane(axes)})


def _steps(values: list[Spec], title: str | None) -> list[Spec]:
    """Return stepped lines and their points, one line for each value of ``by``; ``title`` None: there is but one."""
    parts = list(dict.fromkeys(str(value["by"]) for value in values if not value["chosen"]))
    legend = None if title is None else {**LEGEND, "title": title, "columnPadding": 24}
    colour: Spec = {"color": {**_styles("by", parts, PALETTE), "legend": legend}}
    dash: Spec = {"strokeDash": {**_styles("by", parts, DASHES), "legend": None}}
    shape: Spec = {"shape": {**_styles("by", parts, SHAPES), "legend": legend}}
    steps: Spec = {"transform": [{"filter": "!datum.chosen"}]}
    line: Spec = {"type": "line", "aria": False, "interpolate": "step-after", "strokeWidth": 2}
    return [
        {**steps, "mark": line, "encoding": {**colour, **dash}},
        {**steps, "mark": {**DOT, "size": 45}, "encoding": {**colour, **shape}},
    ]


def _plot(table: TableView, values: list[Spec], height: int, rest: Spec) -> Drawing:
    return drawing({"data": {"values": values}, "width": WIDTH, "height": height, **rest}, table.caption)


def _rows(table: TableView) -> tuple[Row, ...]:
    return table.rows[: len(table.rows) - table.totals]


def _pairs(table: TableView, x: int, y: int) -> list[Spec]:
    return [
        {"row": _label(row[0]), "at": at, "x": across, "y": up}
        for at, row in enumerate(_rows(table))
        if (across := _number(row[x])) is not None and (up := _number(row[y])) is not None
    ]


def _plane(axes: tuple[str, str]) -> Spec:
    free: Spec = {"scale": {"zero": False, "nice": True, "padding": 20}}
    axis: Spec = {"labelOverlap": "greedy", "labelSeparation": 4, "tickCount": 5, "titlePadding": 18}
    x, y = (_measure(field, title) for field, title in zip("xy", axes, strict=True))
    return {"x": {**x, **free, "axis": axis}, "y": {**y, **free, "axis": axis}}


def _measure(field: str, title: str) -> Spec:
    return {
        "field": field,
        "type": "quantitative",
        "title": title,
        "axis": {"labelOverlap": "greedy", "tickCount": 6},
    }


def _across(table: TableView, x: int, title: str) -> Spec:
    cells = [row[x] for row in _rows(table)]
    if not all(isinstance(cell, Figure) and cell.value is not None for cell in cells):
        return {"field": "x", "type": "ordinal", "sort": None, "title": title, "axis": {"labelAngle": 0}}
    whole = all(isinstance(cell, Figure) and cell.places == 0 for cell in cells)
    axis = {"labelOverlap": "greedy", "tickMinStep": 1, "format": "d"} if whole else {"labelOverlap": "greedy"}
    return {"field": "x", "type": "quantitative", "title": title, "axis": axis, "scale": {"zero": False, "nice": False}}


def _colour(field: str, parts: list[str], colours: tuple[str, ...] = PALETTE) -> Spec:
    return {**_styles(field, parts, colours), "legend": LEGEND}


def _styles(field: str, parts: list[str], styles: Iterable[object]) -> Spec:
    """Return a scale that gives each part a colour, dash or shape of its own, in the order of the columns."""
    taken = [style for style, _ in zip(styles, parts, strict=False)]
    return {"field": field, "type": "nominal", "sort": parts, "scale": {"domain": parts, "range": taken}}


def _words_beside() -> Spec:
    return {"type": "text", "aria": False, "align": "left", "dx": 9, "dy": -9}


def _place(cell: Cell) -> object:
    number = _number(cell)
    return str(cell) if number is None and isinstance(cell, str) else number


def _label(cell: Cell) -> str:
    text = cell.text("") if isinstance(cell, Figure) else cell
    return text if len(text) <= LONGEST_LABEL else f"{text[: LONGEST_LABEL - 1]}…"


def _number(cell: Cell) -> float | None:
    value = cell.value if isinstance(cell, Figure) else None
    return None if value is None else float(value)
