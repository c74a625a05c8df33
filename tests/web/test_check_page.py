"""The page that checks an item, asked as a browser without a script asks it."""

import hashlib
import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from support import ROOT

STATIC = ROOT / "src/greenward/web/static"
PATH = "/rules/check/"


def asked(language: str = "zh-hans", /, **query: Any) -> Any:
    client = Client(headers={"accept-language": language})
    return client.get(PATH, query)


def text(answer: Any) -> str:
    return unescape(re.sub(r"<[^>]+>|\s+", " ", answer.content.decode()))


@pytest.mark.parametrize(
    ("language", "item", "words"),
    [
        ("zh-hans", "台式计算机", ("强制采购", "财库〔2019〕19号附件第1行", "节能产品认证证书")),
        ("en", "desktop computer", ("mandatory", "财库〔2019〕19号 annex, row 1", "energy-saving product certificate")),
    ],
)
def test_the_answer_names_the_finding_its_source_and_what_it_asks(
    language: str, item: str, words: tuple[str, ...]
) -> None:
    said = asked(language, item=item, on="2026-11-01")
    assert said.status_code == 200
    assert [word for word in words if word not in text(said)] == []


def test_a_question_is_answered_by_following_its_answers() -> None:
    said = asked(item="空调机", on="2026-11-01")
    assert "无法判定" in text(said)
    links = re.findall(r'class="btn btn-outline-primary" href="([^"]+)">([^<]+)<', said.content.decode())
    assert ("房间空气调节器") in [label for _, label in links]
    query = next(unescape(href) for href, label in links if label == "房间空气调节器")
    answered = Client(headers={"accept-language": "zh-hans"}).get(PATH + query)
    assert "强制采购" in text(answered)
    stale = Client(headers={"accept-language": "zh-hans"}).get(PATH + query.replace("item=", "item=x"))
    assert "强制采购" not in text(stale)


def test_the_way_to_buy_needs_who_buys() -> None:
    assert asked(item="台式计算机", on="2026-11-01").context["way"] is None
    said = asked(item="台式计算机", level="central", amount="900000", on="2026-11-01")
    assert said.context["way"] is not None


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"item": ""}, "item"),
        ({"item": "x" * 201}, "item"),
        ({"item": "台式\u202e计算机"}, "item"),
        ({"item": "台式计算机", "on": "2026-13-01"}, "on"),
        ({"item": "台式计算机", "on": "1900-01-01"}, "on"),
        ({"item": "台式计算机", "amount": "abc"}, "amount"),
        ({"item": "台式计算机", "amount": "-1"}, "amount"),
        ({"item": "台式计算机", "amount": "NaN"}, "amount"),
        ({"item": "台式计算机", "level": "galaxy"}, "level"),
        ({"item": "台式计算机", "place": "CN-ZZ"}, "place"),
    ],
)
def test_what_is_wrong_is_told_above_and_at_its_field_and_nothing_typed_is_lost(
    query: dict[str, str], field: str
) -> None:
    said = asked(**query)
    page = said.content.decode()
    assert said.status_code == 200
    assert f'<a href="#id_{field}">' in page
    assert f'id="id_{field}_error"' in page
    for name, typed in query.items():
        if name in ("item", "amount") and typed.strip():
            assert typed in unescape(page)
    assert "强制采购" not in text(said)


def test_hostile_words_are_shown_as_words() -> None:
    said = asked(item='<script>alert(1)</script>"onmouseover="x')
    assert "<script>alert" not in said.content.decode()
    assert '"onmouseover="x' not in said.content.decode()


def test_an_empty_page_teaches_by_examples() -> None:
    said = asked()
    assert said.content.decode().count('href="/rules/check/?item=') == 4
    assert "error-summary" not in said.content.decode()


def test_the_answer_alone_comes_to_htmx() -> None:
    client = Client(headers={"accept-language": "en", "HX-Request": "true"})
    said = client.get(PATH, {"item": "desktop computer"})
    assert "<html" not in said.content.decode()
    assert "mandatory" in text(said)


def test_nothing_is_taken_by_post_and_a_page_that_is_not_there_says_what_to_do() -> None:
    assert Client().post(PATH, {"item": "x"}).status_code == 405
    missing = Client(headers={"accept-language": "en"}).get("/nowhere/")
    assert missing.status_code == 404
    assert "There is no such page" in text(missing)
    old = Client(headers={"accept-language": "en"}, enforce_csrf_checks=True).post("/language/", {"language": "en"})
    assert old.status_code == 403
    assert "The form is too old" in text(old)


def test_the_language_is_kept_and_the_person_stays_on_the_page() -> None:
    client = Client(headers={"accept-language": "zh-hans", "host": "localhost"})
    said = client.post(
        "/language/", {"language": "en"}, headers={"referer": "http://localhost/rules/check/?item=server"}
    )
    assert (said.status_code, said["Location"]) == (302, "http://localhost/rules/check/?item=server")
    assert "Check an item" in text(client.get("/rules/check/?item=server"))
    away = client.post("/language/", {"language": "en"}, headers={"referer": "https://example.com/"})
    assert away["Location"] == "/"


def test_every_answer_forbids_scripts_and_styles_of_others_and_in_the_page() -> None:
    for path in (PATH, "/nowhere/"):
        said = Client().get(path)
        policy = said["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert said["X-Frame-Options"] == "DENY"
        page = said.content.decode()
        assert not re.search(r"<style|style=|<script>|\son\w+=", page)


def test_vendored_files_are_as_they_came() -> None:
    folder = STATIC / "vendor"
    sums = dict(line.split("  ")[::-1] for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines())
    assert {path.name for path in folder.iterdir()} == {*sums, "SHA256SUMS"}
    for name, digest in sums.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    manifest = json.loads((ROOT / "tools/vendor.json").read_text("utf-8"))
    assert {kept for entry in manifest.values() for kept in entry["files"].values()} == set(sums)


def test_files_of_the_office_are_in_the_wheel_s_folder() -> None:
    assert Path(STATIC, "site.css").is_file()
