"""Which fonts a PDF is set in: those that official papers ask for, else the nearest that this machine has."""

from collections.abc import Iterable
from dataclasses import dataclass

from greenward.terms.problem import Problem, ProblemsError

_SANS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei", "PingFang SC",
    "Hiragino Sans GB", "SimHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback",
)  # fmt: skip
_SERIF = (
    "Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Source Han Serif CN", "SimSun", "Songti SC",
    "STSong", "AR PL UMing CN",
)  # fmt: skip
_FANGSONG = ("FangSong_GB2312", "FangSong", "FZFangSong-Z02", "FZFangSong-Z02S", "STFangsong", "Fandol Fang")
_KAI = ("KaiTi_GB2312", "KaiTi", "Kaiti SC", "STKaiti", "FZKai-Z03", "Fandol Kai", "AR PL UKai CN")
_HEI = ("SimHei", "Heiti SC", "STHeiti", "FZHei-B01")
_TITLE = ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "FZXBSJW--GB1-0", "STZhongsong", "SimSun")


@dataclass(frozen=True, slots=True)
class FontPlan:
    """The families for each part of a paper, the first one wanted most; a sign goes to the first that has it."""

    sans: tuple[str, ...]
    title: tuple[str, ...]
    body: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]
    page: tuple[str, ...]


def plan_fonts(families: Iterable[str]) -> FontPlan:
    """Return the fonts to set a paper in, of the ``families`` that are installed.

    What GB/T 9704-2012 and its usual practice ask for comes first: small standard Song for the title, FangSong for
    the text, Hei and Kai for its first two levels. Raises ProblemsError where no family with Chinese characters is
    known: a paper without them would show boxes.
    """
    installed = set(families)

    def those(*groups: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for group in groups for name in group if name in installed))

    sans, serif = those(_SANS, _SERIF), those(_SERIF, _FANGSONG, _SANS)
    if not sans:
        raise ProblemsError([Problem("pdf.no_font")])
    return FontPlan(
        sans,
        title=those(_TITLE, serif),
        body=those(_FANGSONG, serif),
        first=those(_HEI, sans),
        second=those(_KAI, _FANGSONG, serif),
        page=serif,
    )
