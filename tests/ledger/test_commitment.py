"""Personal fields enter as commitments; erasing a person's key leaves the journal as it is."""

import hashlib
import hmac
import json
from pathlib import Path

import pytest

from greenward.ledger.commitment import commit, new_key, opens
from journals import act, chain, checkpoint_of, outside, verdict, write_lines

KEY = bytes(range(32))


def test_a_commitment_is_the_hmac_of_field_and_value() -> None:
    expected = hmac.new(KEY, b"name\x00" + "王小明".encode(), hashlib.sha256).hexdigest()
    assert commit(KEY, "name", "王小明") == {"hmac_sha256": expected}


def test_a_commitment_opens_for_its_key_field_and_value_alone() -> None:
    committed = commit(KEY, "name", "王小明")
    assert opens(KEY, "name", "王小明", committed)
    assert not opens(new_key(), "name", "王小明", committed)
    assert not opens(KEY, "phone", "王小明", committed)
    assert not opens(KEY, "name", "王小红", committed)
    assert not opens(KEY, "name", "王小明", "王小明")
    assert not opens(KEY, "name", "王小明", {"hmac_sha256": None})


def test_keys_are_random_and_of_full_length() -> None:
    assert len({new_key() for _ in range(100)}) == 100
    assert len(new_key()) == 32


@pytest.mark.parametrize(("key", "field"), [(b"short", "name"), (KEY, "na\x00me")])
def test_a_short_key_or_an_ambiguous_field_is_a_fault_of_the_caller(key: bytes, field: str) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        commit(key, field, "x")


def test_erasing_a_key_leaves_the_chain_valid_and_no_name_anywhere(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    keys = {"person:0": new_key(), "person:1": new_key(), "person:2": new_key()}
    bodies = chain(
        [act(number, after={"contact": commit(keys[f"person:{number % 3}"], "name", "王小明")}) for number in range(9)]
    )
    path, kept = write_lines(tmp_path / "entries.jsonl", bodies), outside(tmp_path, checkpoint_of(bodies))
    before = path.read_bytes()
    del keys["person:1"]
    assert verdict(capsysbinary, "verify", path, *kept.options).code == 0
    assert path.read_bytes() == before
    assert "王小明".encode() not in before
    committed = [json.loads(body)["after"]["contact"] for body in bodies]
    assert [any(opens(key, "name", "王小明", one) for key in keys.values()) for one in committed] == [
        number % 3 != 1 for number in range(9)
    ]
