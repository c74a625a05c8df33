"""Products of a unit's own sheet, found by brand and model."""

import pytest

from greenward.catalogue import KnownProducts
from greenward.terms.line import Line
from greenward.terms.product import Product


def product(brand: str, model: str, words: str = "打印机") -> Product:
    return Product(brand, model, Line(words), (), (), "test", "2026-11-01", 2)


SHEET = KnownProducts(
    [
        product("示例银杏", "EX-100"),
        product("示例银杏", "EX-100 Pro"),
        product("示例红枫", "Q7"),
        product("示例白杨", "T450"),
        product("示例水杉", "T450"),
    ]
)


@pytest.mark.parametrize(
    ("words", "models"),
    [
        ("示例银杏EX-100 3台", ["EX-100"]),
        ("EX 100", ["EX-100"]),
        ("ＥＸ１００", ["EX-100"]),
        ("示例银杏 EX-100 Pro", ["EX-100 Pro"]),
        ("示例红枫 Q7 黑色", ["Q7"]),
    ],
)
def test_a_product_is_found_however_its_model_is_spaced_and_typed(words: str, models: list[str]) -> None:
    assert [item.model for item in SHEET.named(words)] == models


@pytest.mark.parametrize("words", ["EX-1000", "AEX-100", "Q7", "示例银杏", "打印机"])
def test_a_part_of_a_model_a_short_one_without_brand_and_a_brand_alone_name_nothing(words: str) -> None:
    assert SHEET.named(words) == ()


@pytest.mark.parametrize("words", ["EX-100 支架", "EX-100维修服务", "EX-100墨盒", "EX-100 充电底座"])
def test_what_belongs_to_a_product_is_not_the_product(words: str) -> None:
    assert SHEET.named(words) == ()


def test_a_model_of_two_brands_needs_its_brand() -> None:
    assert SHEET.named("T450") == ()
    assert [item.brand for item in SHEET.named("示例水杉 T450")] == ["示例水杉"]


def test_brand_and_model_count_in_cells_of_their_own() -> None:
    assert [item.model for item in SHEET.named("", "示例红枫", "Q7")] == ["Q7"]


def test_an_empty_sheet_names_nothing() -> None:
    assert not KnownProducts(())
    assert KnownProducts(()).named("EX-100") == ()
