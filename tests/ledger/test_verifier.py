"""The stand-alone verifier: what it reads, what it says, and how it ends."""

import json
import sqlite3
from pathlib import Path

import pytest

from greenward.ledger import verifier
from greenward.ledger.checkpoint import Signature, SignedCheckpoint, sign
from greenward.ledger.entry import leaf_of
from greenward.ledger.export import export
from greenward.ledger.key import KeyKind, SigningKey
from greenward.ledger.proof import Proof, consistency_text, inclusion_text
from greenward.ledger.tree import consistency_proof, inclusion_proof, root_of
from greenward.ledger.witness import cosign
from greenward.terms.canonical import canonical
from journals import (
    LOG_KEY,
    OTHER_KEY,
    START,
    WITNESS_KEY,
    checkpoint_of,
    log_of,
    outside,
    rewritten,
    rows_of,
    verdict,
    write_base,
    write_lines,
)

LOG = log_of(12)
LEAVES = [leaf_of(body) for body in LOG]

Captured = pytest.CaptureFixture[bytes]


def test_an_export_lines_and_a_database_of_one_log_all_verify(tmp_path: Path, capsysbinary: Captured) -> None:
    export(tmp_path / "export", LOG, [checkpoint_of(LOG[:4])], [LOG_KEY.verifying])
    write_lines(tmp_path / "log.jsonl", LOG)
    write_base(tmp_path / "log.sqlite3", rows_of(LOG))
    write_base(tmp_path / "hex.sqlite3", [(seq, body, leaf.hex().encode()) for seq, body, leaf in rows_of(LOG)])
    kept = outside(tmp_path, checkpoint_of(LOG))
    for name in ("export", "log.jsonl", "log.sqlite3", "hex.sqlite3"):
        said = verdict(capsysbinary, "verify", tmp_path / name, *kept.options)
        assert (said.code, said.said["result"], said.said["entries"]) == (0, "ok", 12), name
        assert said.said["root"] == checkpoint_of(LOG).checkpoint.root.hex()
        assert said.codes == ["agrees"]


def test_a_database_is_not_written_to_even_while_another_writes(tmp_path: Path, capsysbinary: Captured) -> None:
    path = write_base(tmp_path / "log.sqlite3", rows_of(LOG))
    kept = outside(tmp_path, checkpoint_of(LOG))
    writer = sqlite3.connect(path)
    writer.execute("PRAGMA journal_mode=WAL")
    writer.execute("BEGIN IMMEDIATE")
    before = path.read_bytes()
    assert verdict(capsysbinary, "verify", path, *kept.options).code == 0
    assert path.read_bytes() == before
    writer.close()


def test_an_empty_log_is_verified_as_such(tmp_path: Path, capsysbinary: Captured) -> None:
    kept = outside(tmp_path, checkpoint_of([]))
    assert verdict(capsysbinary, "verify", write_lines(tmp_path / "log", []), *kept.options).code == 0
    assert verdict(capsysbinary, "verify", write_lines(tmp_path / "log", LOG), *kept.options).code == 0


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b'"price":"4999.00"', b'"price": "4999.00"', "not_canonical"),
        (b'"price":"4999.00"', b'"price":"4999.00","price":"4999.00"', "not_canonical"),
        (b'"price":"4999.00"', b'"price":4999.5', "not_json"),
        (b'"price":"4999.00"', b'"price":NaN', "not_json"),
        (b'"price":"4999.00"', b'"price":9007199254740992', "not_json"),
        (b'"price":"4999.00"', b'"price":' + b"[" * 70 + b"]" * 70, "not_json"),
        (b'"price":"4999.00"', b'"price":' + b"[" * 9000 + b"]" * 9000, "not_json"),
        (b'"price":"4999.00"', b'"price":"\xff"', "not_json"),
        (b'"price":"4999.00"', b'"price":"' + b"9" * 66_000 + b'"', "too_large"),
        (b'"v":1}', b'"v":1}{}', "not_json"),
        (b'"v":1}', b'"v":2}', "form"),
        (b'"v":1}', b'"v":true}', "form"),
        (b'"v":1}', b'"v":1,"w":1}', "form"),
        (b'"seq":5', b'"seq":6', "seq"),
        (b'"prev":"', b'"prev":"0', "form"),
        (b"T01:05", b"T25:05", "form"),
        (b"need.sent", b"need", "form"),
    ],
)
def test_an_entry_with_one_defect_is_named(
    tmp_path: Path, capsysbinary: Captured, old: bytes, new: bytes, code: str
) -> None:
    assert LOG[5].count(old) == 1
    bodies = [*LOG[:5], LOG[5].replace(old, new), *LOG[6:]]
    said = verdict(capsysbinary, "verify", write_lines(tmp_path / "log", bodies))
    assert (said.code, said.first) == (1, (code, 5))
    rows = [(seq, body, leaf_of(body)) for seq, body in enumerate(bodies)]
    said = verdict(capsysbinary, "verify", write_base(tmp_path / "base", rows))
    assert (said.code, said.first) == (1, (code, 5))


def test_keys_beyond_the_first_plane_are_in_the_order_of_the_rfc(tmp_path: Path, capsysbinary: Captured) -> None:
    """RFC 8785 sorts by UTF-16 units: U+1F600 (D83D DE00) comes before U+FB33, in Python's order after it."""
    body = LOG[0].replace(b'"after":{', '"after":{"\U0001f600":1,"\ufb33":2,'.encode())
    moved = LOG[0].replace(b'"after":{', '"after":{"\ufb33":2,"\U0001f600":1,'.encode())
    value = json.loads(body)["after"]
    right = json.dumps({key: value[key] for key in ("note", "price", "quantity", "\U0001f600", "\ufb33")},
                       ensure_ascii=False, separators=(",", ":"))  # fmt: skip
    left = LOG[0].decode().partition('"after":')[0] + '"after":' + right + LOG[0].decode().partition("}")[2]
    assert verdict(capsysbinary, "verify", write_lines(tmp_path / "log", [left.encode()])).codes[0] == "sound"
    for wrong in (body, moved):
        assert verdict(capsysbinary, "verify", write_lines(tmp_path / "log", [wrong])).first == ("not_canonical", 0)


def test_a_last_line_that_is_cut_off_and_a_blank_line_are_named(tmp_path: Path, capsysbinary: Captured) -> None:
    path = write_lines(tmp_path / "log", LOG)
    data = path.read_bytes()
    path.write_bytes(data[:-1])
    assert verdict(capsysbinary, "verify", path).first == ("torn", 11)
    path.write_bytes(data[:-40])
    assert verdict(capsysbinary, "verify", path).first == ("torn", 11)
    path.write_bytes(data + b"\n")
    assert verdict(capsysbinary, "verify", path).first == ("not_json", 12)


def test_a_line_without_end_is_refused_in_bounded_memory(tmp_path: Path, capsysbinary: Captured) -> None:
    (tmp_path / "log").write_bytes(LOG[0] + b"\n" + b"x" * (3 << 20))
    assert verdict(capsysbinary, "verify", tmp_path / "log").first == ("too_large", 1)


def test_a_log_longer_than_one_piece_of_reading_is_read_whole(
    tmp_path: Path, capsysbinary: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = outside(tmp_path, checkpoint_of(LOG))
    path = write_lines(tmp_path / "log", LOG)
    for size in (1, 7, 400, 401, 5000):
        monkeypatch.setattr(verifier, "CHUNK", size)
        assert verdict(capsysbinary, "verify", path, *kept.options).code == 0


@pytest.mark.parametrize("defect", ["gap", "text as number", "no body", "text in place of a hash"])
def test_a_row_that_the_journal_never_writes_is_named(tmp_path: Path, capsysbinary: Captured, defect: str) -> None:
    path = write_base(tmp_path / "base", rows_of(LOG))
    base = sqlite3.connect(path)
    change = {
        "gap": "UPDATE journal_entry SET seq = seq + 1 WHERE seq > 4",
        "text as number": "UPDATE journal_entry SET seq = 'x' WHERE seq > 4",
        "no body": "UPDATE journal_entry SET body = NULL WHERE seq = 5",
        "text in place of a hash": "UPDATE journal_entry SET leaf = 'x' WHERE seq = 5",
    }[defect]
    base.execute(change)
    base.commit()
    base.close()
    said = verdict(capsysbinary, "verify", path)
    code = {"gap": "seq", "text as number": "seq", "no body": "form", "text in place of a hash": "leaf"}[defect]
    assert (said.code, said.first) == (1, (code, 5))


def test_without_an_outside_checkpoint_it_says_what_it_cannot_see(tmp_path: Path, capsysbinary: Captured) -> None:
    said = verdict(capsysbinary, "verify", write_lines(tmp_path / "log", LOG))
    assert (said.code, said.codes) == (2, ["sound", "no_outside"])
    assert "a cut end, an old copy or a whole rewrite cannot be seen" in said.said["notes"][1]["text"]


def test_a_checkpoint_without_a_key_settles_the_entries_but_not_who_signed(
    tmp_path: Path, capsysbinary: Captured
) -> None:
    kept = outside(tmp_path, checkpoint_of(LOG))
    path = write_lines(tmp_path / "log", LOG)
    said = verdict(capsysbinary, "verify", path, "--checkpoint", kept.checkpoint)
    assert (said.code, said.codes) == (2, ["sound", "no_key", "agrees"])
    write_lines(path, rewritten(LOG, 11, reason="另写"))
    assert verdict(capsysbinary, "verify", path, "--checkpoint", kept.checkpoint).code == 1


def test_a_checkpoint_that_came_with_the_log_is_not_from_outside(tmp_path: Path, capsysbinary: Captured) -> None:
    export(tmp_path / "export", LOG, [checkpoint_of(LOG)], [LOG_KEY.verifying])
    key = outside(tmp_path, checkpoint_of(LOG)).key
    inner = tmp_path / "export/checkpoints/000000.txt"
    said = verdict(capsysbinary, "verify", tmp_path / "export", "--checkpoint", inner, "--key", key)
    assert (said.code, said.codes) == (2, ["sound", "no_outside"])


def test_a_checkpoint_of_another_key_cannot_tell(tmp_path: Path, capsysbinary: Captured) -> None:
    kept = outside(tmp_path, checkpoint_of(LOG, OTHER_KEY))
    said = verdict(capsysbinary, "verify", write_lines(tmp_path / "log", LOG), *kept.options)
    assert (said.code, "not_signed" in said.codes) == (2, True)


def test_a_key_of_another_origin_does_not_speak_for_the_log(tmp_path: Path, capsysbinary: Captured) -> None:
    key, checkpoint = SigningKey("other.example/journal", KeyKind.LOG, OTHER_KEY.seed), checkpoint_of(LOG).checkpoint
    line = Signature(key.name, key.verifying.id, key.sign(checkpoint.text.encode()))
    kept = outside(tmp_path, SignedCheckpoint(checkpoint, (line,)))
    kept.key.write_text(f"{key.verifying.line}\n", "utf-8")
    said = verdict(capsysbinary, "verify", write_lines(tmp_path / "log", LOG), *kept.options)
    assert (said.code, said.codes) == (2, ["sound", "not_signed", "agrees"])


@pytest.mark.parametrize("defect", ["cut", "id", "name"])
def test_a_line_that_is_not_that_of_its_key_cannot_be_read(tmp_path: Path, capsysbinary: Captured, defect: str) -> None:
    kept = outside(tmp_path, checkpoint_of(LOG))
    line = LOG_KEY.verifying.line
    name, id_, text = line.split("+", 2)
    changed = {"cut": f"{name}+{id_}+{text[:-4]}", "id": f"{name}+{'0' * 8}+{text}", "name": f"x{line}"}[defect]
    kept.key.write_text(f"{changed}\n", "utf-8")
    said = verdict(capsysbinary, "verify", write_lines(tmp_path / "log", LOG), *kept.options)
    assert (said.code, said.codes) == (2, ["unread"])


def test_a_log_whose_key_was_changed_is_told_by_its_own_checkpoints(tmp_path: Path, capsysbinary: Captured) -> None:
    export(tmp_path / "export", LOG, [checkpoint_of(LOG, OTHER_KEY)], [OTHER_KEY.verifying])
    kept = outside(tmp_path, checkpoint_of(LOG[:6]))
    said = verdict(capsysbinary, "verify", tmp_path / "export", *kept.options)
    assert (said.code, said.codes) == (2, ["sound", "not_signed", "agrees", "tail"])


def test_a_false_signature_is_tampering(tmp_path: Path, capsysbinary: Captured) -> None:
    right = checkpoint_of(LOG)
    moved = SignedCheckpoint(right.checkpoint, checkpoint_of(LOG[:6]).signatures)
    path = write_lines(tmp_path / "log", LOG)
    said = verdict(capsysbinary, "verify", path, *outside(tmp_path, moved).options)
    assert (said.code, said.first[0]) == (1, "signature")
    assert verdict(capsysbinary, "verify", path, *outside(tmp_path, right).options).code == 0


def test_a_cosignature_is_told_with_its_time_and_a_false_one_is_tampering(
    tmp_path: Path, capsysbinary: Captured
) -> None:
    path = write_lines(tmp_path / "log", LOG)
    signed = cosign(checkpoint_of(LOG), WITNESS_KEY, START)
    said = verdict(capsysbinary, "verify", path, *outside(tmp_path, signed).options)
    assert (said.code, said.codes) == (0, ["witnessed", "agrees"])
    assert "audit.example/w1 cosigned kept.txt at 2026-11-02T01:00:00+00:00" in said.said["notes"][0]["text"]
    moved = SignedCheckpoint(
        signed.checkpoint, (signed.signatures[0], cosign(checkpoint_of(LOG[:3]), WITNESS_KEY, START).signatures[1])
    )
    assert verdict(capsysbinary, "verify", path, *outside(tmp_path, moved).options).first[0] == "signature"


def test_a_witness_alone_does_not_speak_for_the_log(tmp_path: Path, capsysbinary: Captured) -> None:
    signed = cosign(checkpoint_of(LOG), WITNESS_KEY, START)
    alone = SignedCheckpoint(signed.checkpoint, signed.signatures[1:])
    said = verdict(capsysbinary, "verify", write_lines(tmp_path / "log", LOG), *outside(tmp_path, alone).options)
    assert (said.code, "not_signed" in said.codes) == (2, True)


@pytest.mark.parametrize("what", ["log", "checkpoint", "key", "base", "table", "folder"])
def test_what_cannot_be_read_cannot_be_told(tmp_path: Path, capsysbinary: Captured, what: str) -> None:
    kept, path = outside(tmp_path, checkpoint_of(LOG)), write_lines(tmp_path / "log", LOG)
    if what == "log":
        path.unlink()
    elif what == "folder":
        path.unlink()
        path.mkdir()
    elif what == "table":
        path.unlink()
        sqlite3.connect(path).execute("CREATE TABLE other (seq)").connection.close()
    elif what == "base":
        path.write_bytes(b"SQLite format 3\x00" + bytes(5000))
    else:
        (kept.checkpoint if what == "checkpoint" else kept.key).write_text("no such thing\n", "utf-8")
    said = verdict(capsysbinary, "verify", path, *kept.options)
    assert (said.code, said.codes) == (2, ["unread"])


@pytest.mark.parametrize(
    "defect", ["manifest absent", "file absent", "path outside", "checkpoint of others", "no note"]
)
def test_an_export_with_one_defect_is_told(tmp_path: Path, capsysbinary: Captured, defect: str) -> None:
    folder = tmp_path / "export"
    if defect == "checkpoint of others":
        export(folder, LOG, [checkpoint_of(rewritten(LOG, 8, reason="另写"))], [LOG_KEY.verifying])
    else:
        export(folder, LOG, [checkpoint_of(LOG)], [LOG_KEY.verifying])
        assert verdict(capsysbinary, "verify", folder).codes == ["sound", "no_key", "no_outside"]
    if defect == "manifest absent":
        (folder / "manifest.json").unlink()
    elif defect == "file absent":
        (folder / "keys.txt").unlink()
    elif defect == "path outside":
        manifest = json.loads((folder / "manifest.json").read_bytes())
        manifest["files"]["../keys.txt"] = manifest["files"].pop("keys.txt")
        (folder / "manifest.json").write_bytes(canonical(manifest))
        (folder / "keys.txt").rename(tmp_path / "keys.txt")
    elif defect == "no note":
        (folder / "checkpoints/000000.txt").write_text("x\n", "utf-8")
    said = verdict(capsysbinary, "verify", folder)
    assert said.code == 1
    expected = {"checkpoint of others": "root", "no note": "note"}.get(defect, "manifest")
    assert said.first[0] == expected


def test_an_entry_is_shown_to_stand_in_the_log(tmp_path: Path, capsysbinary: Captured) -> None:
    kept = outside(tmp_path, checkpoint_of(LOG))
    body, proof = tmp_path / "body.json", tmp_path / "entry.tlog-proof"
    for at in range(12):
        body.write_bytes(LOG[at] + b"\n" * (at % 2))
        proof.write_text(inclusion_text(Proof(at, inclusion_proof(LEAVES, at), checkpoint_of(LOG))), "utf-8")
        assert verdict(capsysbinary, "inclusion", body, proof, "--key", kept.key).code == 0
    assert verdict(capsysbinary, "inclusion", body, proof).codes == ["no_key"]
    body.write_bytes(LOG[11].replace(b"5100.00", b"5100.01"))
    said = verdict(capsysbinary, "inclusion", body, proof, "--key", kept.key)
    assert (said.code, said.first[0]) == (1, "proof")
    body.write_bytes(LOG[3])
    assert verdict(capsysbinary, "inclusion", body, proof, "--key", kept.key).first == ("seq", 11)


@pytest.mark.parametrize("lie", ["hash", "short", "long", "size"])
def test_a_lying_proof_of_inclusion_is_tampering(tmp_path: Path, capsysbinary: Captured, lie: str) -> None:
    kept = outside(tmp_path, checkpoint_of(LOG))
    path, signed = inclusion_proof(LEAVES, 9), checkpoint_of(LOG)
    hashes = {"hash": (bytes(32), *path[1:]), "short": path[:-1], "long": (*path, bytes(32))}.get(lie, path)
    signed = checkpoint_of(LOG[:9]) if lie == "size" else signed
    (tmp_path / "body").write_bytes(LOG[9])
    (tmp_path / "proof").write_text(inclusion_text(Proof(9, hashes, signed)), "utf-8")
    said = verdict(capsysbinary, "inclusion", tmp_path / "body", tmp_path / "proof", "--key", kept.key)
    assert (said.code, said.codes) == (1, ["proof"])


def test_a_log_that_lies_about_its_size_proves_nothing(tmp_path: Path, capsysbinary: Captured) -> None:
    """It signs the root of another tree under this size, and gives that tree's proof."""
    kept = outside(tmp_path, checkpoint_of(LOG))
    body, proof = tmp_path / "body", tmp_path / "proof"
    body.write_bytes(LOG[0])
    for size, of in ((8, 4), (4, 8)):
        lying = sign(LOG_KEY.name, size, root_of(LEAVES[:of]), LOG_KEY)
        proof.write_text(inclusion_text(Proof(0, inclusion_proof(LEAVES[:of], 0), lying)), "utf-8")
        assert verdict(capsysbinary, "inclusion", body, proof, "--key", kept.key).codes == ["proof"]
        lie = Proof(2, consistency_proof(LEAVES[:of], 2), lying)
        assert consistency(tmp_path, capsysbinary, 2, lie) == (1, "proof")
    body.write_bytes(LOG[5])
    lying = sign(LOG_KEY.name, 1, LEAVES[5], LOG_KEY)
    proof.write_text(inclusion_text(Proof(5, (), lying)), "utf-8")
    assert verdict(capsysbinary, "inclusion", body, proof, "--key", kept.key).codes == ["proof"]


def consistency(folder: Path, capsysbinary: Captured, old: int, proof: Proof) -> tuple[int, str]:
    kept = outside(folder, checkpoint_of(LOG[:old]))
    (folder / "proof").write_text(consistency_text(proof), "utf-8")
    said = verdict(capsysbinary, "consistency", folder / "proof", *kept.options)
    return said.code, said.codes[0] if said.codes else ""


def test_a_log_is_shown_to_continue_an_older_one(tmp_path: Path, capsysbinary: Captured) -> None:
    for old in range(13):
        proof = Proof(old, consistency_proof(LEAVES, old), checkpoint_of(LOG))
        assert consistency(tmp_path, capsysbinary, old, proof) == (0, "")


def test_a_lying_proof_of_consistency_is_tampering(tmp_path: Path, capsysbinary: Captured) -> None:
    for old in (3, 4, 8, 11):
        right = consistency_proof(LEAVES, old)
        lies = [
            Proof(old, (bytes(32), *right[1:]), checkpoint_of(LOG)),
            Proof(old, right[:-1], checkpoint_of(LOG)),
            Proof(old, (*right, bytes(32)), checkpoint_of(LOG)),
            Proof(old, (), checkpoint_of(LOG)),
            Proof(old, right, checkpoint_of(rewritten(LOG, 2, reason="另写"))),
        ]
        for lie in lies:
            assert consistency(tmp_path, capsysbinary, old, lie) == (1, "proof")
    split = rewritten(LOG, 2, reason="另写")
    assert consistency(tmp_path, capsysbinary, 12, Proof(12, (), checkpoint_of(split))) == (1, "proof")
    assert consistency(tmp_path, capsysbinary, 12, Proof(6, (), checkpoint_of(LOG[:6]))) == (1, "short")
    padded = Proof(12, (bytes(32),), checkpoint_of(LOG))
    assert consistency(tmp_path, capsysbinary, 12, padded) == (1, "proof")
    of_another_key = Proof(12, (), checkpoint_of(LOG, OTHER_KEY))
    assert consistency(tmp_path, capsysbinary, 12, of_another_key) == (2, "not_signed")
    later = Proof(5, consistency_proof(LEAVES, 5), checkpoint_of(LOG))
    assert consistency(tmp_path, capsysbinary, 4, later) == (2, "other_size")


def test_the_first_difference_of_two_logs_is_named(tmp_path: Path, capsysbinary: Captured) -> None:
    one = write_lines(tmp_path / "one", LOG)
    export(tmp_path / "same", LOG, [], [])
    assert verdict(capsysbinary, "diff", one, tmp_path / "same").code == 0
    other = write_lines(tmp_path / "other", rewritten(LOG, 4, reason="另写", role="approver"))
    said = verdict(capsysbinary, "diff", one, other)
    assert (said.code, said.first) == (1, ("differ", 4))
    assert said.said["notes"][0]["parts"] == "reason, role"
    shorter = write_base(tmp_path / "shorter", rows_of(LOG[:7]))
    said = verdict(capsysbinary, "diff", one, shorter)
    assert (said.code, said.first) == (2, ("longer", 7))
    assert said.said["notes"][0]["file"] == str(one)


@pytest.mark.parametrize("words", [[], ["verify"], ["verify", "x", "--lang", "fr"], ["consistency", "x"], ["other"]])
def test_a_wrong_command_line_ends_with_2(words: list[str], capsysbinary: Captured) -> None:
    with pytest.raises(SystemExit) as ended:
        verifier.main(words)
    assert ended.value.code == 2


def test_every_sentence_stands_in_both_languages_and_takes_the_same_parameters() -> None:
    import string

    assert len(verifier.SAYS) > 30
    for code, texts in verifier.SAYS.items():
        english, chinese = ({name for _, name, _, _ in string.Formatter().parse(text) if name} for text in texts)
        assert english == chinese, code
        assert any("\u4e00" <= sign <= "\u9fff" for sign in texts[1]), code
        assert not any("\u4e00" <= sign <= "\u9fff" for sign in texts[0]), code


def test_no_sentence_is_unused() -> None:
    source = Path(verifier.__file__).read_text("utf-8").partition('"""\nSAYS')[2]
    assert [code for code in verifier.SAYS if f'"{code}"' not in source] == []


def test_text_and_json_say_the_same(tmp_path: Path, capsysbinary: Captured) -> None:
    path = write_lines(tmp_path / "log", LOG[1:])
    assert verifier.main(["verify", str(path)]) == 1
    text = capsysbinary.readouterr().out.decode()
    said = verdict(capsysbinary, "verify", path)
    assert text == f"TAMPERED WITH\n  {said.said['notes'][0]['text']}\n"
