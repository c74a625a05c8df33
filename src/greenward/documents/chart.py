"""Drawings: a Vega-Lite specification as JSON, the same one live in a browser, as SVG and as PNG."""

import json
from dataclasses import dataclass
from functools import lru_cache

Spec = dict[str, object]
FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
INK = "#1f2937"
SHARPNESS = 2.0
CONFIG: Spec = {
    "font": FONT,
    "aria": False,
    "axis": {"labelFontSize": 12, "titleFontSize": 12, "labelLimit": 260, "labelColor": INK, "titleColor": INK},
    "legend": {"labelFontSize": 12, "labelColor": INK, "symbolStrokeWidth": 0},
    "text": {"color": INK, "fontSize": 12},
    "view": {"stroke": None},
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A Vega-Lite specification as JSON text, and the title that names the drawing to one who does not see it.

    The text is what ``vega-embed`` takes; it holds its data, so nothing is loaded beside it.
    """

    specification: str
    title: str


def drawing(spec: Spec, title: str) -> Drawing:
    """Return ``spec`` as a drawing in the house's letters and colours; the same bytes for the same specification."""
    whole = {**spec, "config": CONFIG}
    return Drawing(json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":")), title)


@lru_cache(maxsize=64)
def draw_svg(item: Drawing) -> str:
    """Return the drawing as an SVG element with its title as accessible name; drawn once for all renditions."""
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(item.specification)
    return svg.replace("<svg ", f'<svg role="img" aria-label={_quoted(item.title)} ', 1)


def draw_png(item: Drawing) -> bytes:
    """Return the drawing as PNG for papers that take no SVG, twice as fine as on the screen."""
    import vl_convert

    png: bytes = vl_convert.vegalite_to_png(item.specification, scale=SHARPNESS)
    return png


def _quoted(title: str) -> str:
    return json.dumps(title.replace('"', "'").replace("<", " ").replace("&", " "), ensure_ascii=False)
