"""An export: the journal as a folder of plain files that verifies on another machine, without Greenward."""

import hashlib
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from greenward.ledger.checkpoint import SignedCheckpoint
from greenward.ledger.entry import leaf_of
from greenward.ledger.key import VerifyingKey
from greenward.ledger.tree import Edge
from greenward.terms.canonical import canonical
from greenward.terms.problem import Place, Problem, ProblemsError

ENTRIES, KEYS, MANIFEST, VERIFIER, READ_ME = "entries.jsonl", "keys.txt", "manifest.json", "verifier.py", "README.txt"
TYPE, VERSION = "greenward-journal-export", 1
HOW = """\
To verify this export you need Python 3.11 or newer and its package 'cryptography', and two things that did not come
with it: a checkpoint that you kept or had from a witness, and the public key of the log.

    python verifier.py verify . --checkpoint CHECKPOINT --key KEY

The verifier that lies here came with the export. Where much depends on the answer, take one from another source.

校验本导出件，需要Python 3.11或更高版本及cryptography组件，另需两样不随导出件提供的材料：
自行留存或由见证方提供的检查点，以及日志的公钥。

    python verifier.py verify . --checkpoint 检查点文件 --key 公钥文件 --lang zh

此处的校验程序随导出件一并提供；结论关系重大的，请使用从其他途径取得的校验程序。
"""


@dataclass(frozen=True, slots=True)
class Exported:
    """How many entries were written, and the root over them."""

    entries: int
    root: bytes


def export(
    folder: Path, bodies: Iterable[bytes], checkpoints: Iterable[SignedCheckpoint], keys: Iterable[VerifyingKey]
) -> Exported:
    """Write the export to ``folder``, whole or not at all; the same input gives the same bytes.

    Bodies are taken as they are, one by one in bounded memory: whether they are sound is the verifier's to say. Raises
    ProblemsError where the folder is there already or a body holds a line break, and OSError.
    """
    if folder.exists():
        raise ProblemsError([Problem("ledger.export_exists", Place(str(folder)))])
    fresh = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        (fresh / "checkpoints").mkdir(parents=True)
        files: dict[str, object] = {}
        edge = _write_entries(fresh / ENTRIES, bodies, files)
        small = {f"checkpoints/{number:06}.txt": signed.note for number, signed in enumerate(checkpoints)}
        small[KEYS] = "".join(f"{key.line}\n" for key in keys)
        small[READ_ME] = HOW
        small[VERIFIER] = Path(__file__).with_name(VERIFIER).read_text("utf-8")
        for name, text in small.items():
            data = text.encode()
            (fresh / name).write_bytes(data)
            files[name] = _described(hashlib.sha256(data).hexdigest(), len(data))
        manifest = {"entries": edge.size, "files": files, "root": edge.root.hex(), "type": TYPE, "v": VERSION}
        (fresh / MANIFEST).write_bytes(canonical(manifest))
        fresh.rename(folder)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    return Exported(edge.size, edge.root)


def _write_entries(path: Path, bodies: Iterable[bytes], files: dict[str, object]) -> Edge:
    edge, digest, size = Edge(), hashlib.sha256(), 0
    with path.open("wb") as stream:
        for body in bodies:
            if b"\n" in body:
                place = Place(path.name, edge.size + 1)
                raise ProblemsError([Problem("ledger.entry_not_canonical", place)])
            line = body + b"\n"
            stream.write(line)
            digest.update(line)
            size += len(line)
            edge = edge.grown((leaf_of(body),))
    files[ENTRIES] = _described(digest.hexdigest(), size)
    return edge


def _described(sha256: str, size: int) -> dict[str, object]:
    return {"sha256": sha256, "size": size}
