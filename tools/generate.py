"""Make what is not committed: compiled packs and text catalogues. The build calls this, and so does make."""

import io
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src"
sys.path.insert(0, str(SOURCE))


def generate() -> None:
    """Compile every pack and the words to canonical JSON and every text catalogue to its binary form."""
    compile_packs()
    compile_lexicon()
    compile_texts()
    write_pack_pages()


def compile_packs() -> None:
    """Write ``policy/compiled/<id>.json`` for each folder of ``policy/packs``, a place's upon that of its nation."""
    from greenward.policy.compile import compile_pack
    from greenward.policy.pack import Pack
    from greenward.terms.canonical import canonical
    from greenward.terms.problem import ProblemsError

    target = SOURCE / "greenward/policy/compiled"
    target.mkdir(exist_ok=True)
    packs = SOURCE / "greenward/policy/packs"
    made: dict[Path, Pack] = {}
    for folder in sorted({file.parent for file in packs.rglob("*.yaml")}):
        try:
            made[folder] = pack = compile_pack(folder, tuple(made[base] for base in folder.parents if base in made))
        except ProblemsError as error:
            for problem in error.problems:
                place = problem.place
                where = f"{place.file}:{place.row}" if place else "-"
                print(f"{where}: {problem.code} {problem.params}", file=sys.stderr)
            raise SystemExit(1) from error
        (target / f"{pack.id}.json").write_bytes(canonical(pack))


def compile_lexicon() -> None:
    """Write the words of the catalogue as one file."""
    from greenward.catalogue.compile_lexicon import compile_words
    from greenward.terms.canonical import canonical

    target = SOURCE / "greenward/catalogue/compiled"
    target.mkdir(exist_ok=True)
    (target / "words.json").write_bytes(canonical(compile_words(SOURCE / "greenward/catalogue/words")))


def write_pack_pages() -> None:
    """Write the page of each pack into the documentation in both languages; a build of the wheel has no docs."""
    from greenward.documents.pack_page import pack_page
    from greenward.policy import known_packs, load_pack

    docs = SOURCE.parent / "docs"
    for language in ("en", "zh") if docs.is_dir() else ():
        folder = docs / language / "reference/packs"
        folder.mkdir(exist_ok=True)
        for id_ in known_packs():
            pack = load_pack(id_)
            bases = (load_pack(pack.upon),) if pack.upon else ()
            (folder / f"{id_}.md").write_text(pack_page(pack, bases, language), "utf-8")


def compile_texts() -> None:
    """Write the .mo file beside each .po file."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in sorted((SOURCE / "greenward").rglob("locale/*/LC_MESSAGES/*.po")):
        catalogue = read_po(io.BytesIO(source.read_bytes()), abort_invalid=True)
        compiled = io.BytesIO()
        write_mo(compiled, catalogue)
        source.with_suffix(".mo").write_bytes(compiled.getvalue())


if __name__ == "__main__":
    generate()
