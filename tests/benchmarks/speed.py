"""How fast the extractor reads, what it needs, and its peers in the same run.

    uv run --group bench python -m tests.benchmarks.speed

Nothing here is a test: a figure depends on the machine and on how its Python was built, a ratio of two figures of one run hardly
does. All times are processor time, so that what else the machine does is not counted.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from statistics import median

from rich.console import Console
from rich.table import Table

from extraction import extract
from extraction.gazetteer import gazetteer
from extraction.text import fold
from tests.benchmarks.texts import bulletin, samples

RUNS = 15
PEER_RUNS = 9
PROCESSES = 5
_SPACY_CACHE = 1_000_000
"""Words that spaCy's tokenizer remembers: by default 10,000, which the forms of the places would fill, at a quarter of the speed."""

IMPORT = "import time; t = time.process_time(); import extraction; print(time.process_time() - t)"
MEMORY = """
import resource, sys
from extraction import extract
from tests.benchmarks.texts import samples
for text in samples():
    extract(text)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6)
"""


def seconds(run: Callable[[], object], runs: int) -> float:
    """The median time of ``runs`` runs after one to warm up."""
    run()
    return median(timed(run) for _ in range(runs))


def timed(run: Callable[[], object]) -> float:
    """The processor time of one run."""
    start = time.process_time()
    run()
    return time.process_time() - start


def in_turn(own: Callable[[], object], peer: Callable[[], object], runs: int) -> tuple[float, float]:
    """The median time of ``peer``, and how many times as long it takes as ``own``: the two are timed in turn, so that what else
    the machine does meets both."""
    own()
    peer()
    times = [(timed(peer), timed(own)) for _ in range(runs)]
    return median(peer for peer, _ in times), median(peer / own for peer, own in times)


def in_new_process(code: str) -> float:
    """The median of the number that ``code`` prints in a fresh interpreter."""
    results = (subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in range(PROCESSES))
    return median(float(result.stdout) for result in results)


def dateparser_search() -> Callable[[str], object]:
    """dateparser's search for dates in running text: a part of what `extract` does."""
    from dateparser.search import search_dates

    return lambda text: search_dates(text, languages=["ar"])


def spacy_ruler() -> Callable[[str], object]:
    """spaCy's blank Arabic pipeline with an entity ruler for the places of our own gazetteer: tokens and places, no more.

    For the same places it must know the same surface forms: every name and variant, alone and with each conjunction and
    preposition attached, in every spelling that our folding takes for one (spaCy folds each different word once, as its
    NORM). What it found is read out, as offsets and words. It knows nothing of kind words, unknown names, sides, dates,
    numbers, people or what befell them, and makes no records.
    """
    import spacy
    from spacy.attrs import NORM

    pipeline = spacy.blank("ar")
    pipeline.vocab.lex_attr_getters[NORM] = fold
    ruler = pipeline.add_pipe("entity_ruler", config={"phrase_matcher_attr": "NORM"})
    pipeline.tokenizer.max_cache_size = _SPACY_CACHE
    forms = sorted({form for name in gazetteer().by_name for form in _with_proclitics(name)})
    with pipeline.select_pipes(enable=[]):
        ruler.add_patterns([{"label": "PLACE", "pattern": form} for form in forms])

    def read(text: str) -> list[tuple[int, int, str]]:
        return [(place.start_char, place.end_char, place.text) for place in pipeline(text).ents]

    return read


def _with_proclitics(name: str) -> Iterator[str]:
    """A name as it may be written: alone, and with و ف ب ل and the pairs of them attached."""
    for prefix in ("", "و", "ف", "ب", "ل", "وب", "ول", "فب", "فل"):
        # ل swallows the alef of the article: للرقة.
        yield prefix + (name[1:] if prefix.endswith("ل") and name.startswith("ال") else name)


def main() -> None:
    """Measure, and print one table."""
    # Before the peers are loaded: a new process counts the memory of the one that started it as its own peak.
    started, peak = in_new_process(IMPORT), in_new_process(MEMORY)
    texts, (long, name) = samples(), bulletin()
    chars = sum(map(len, texts))

    def all_with(read: Callable[[str], object]) -> Callable[[], object]:
        return lambda: [read(text) for text in texts]

    own = chars / seconds(all_with(extract), RUNS)
    table = Table("measured", "result", "extract is")
    table.add_row(f"extract, {name} ({len(long):,} characters)", f"{seconds(lambda: extract(long), RUNS) * 1000:.1f} ms", "")
    table.add_row(f"extract, {len(texts)} samples ({chars:,} characters)", f"{own / 1e6:.3f} M characters/s", "")
    for peer, prepare in (("dateparser.search.search_dates", dateparser_search), ("spaCy blank ar + EntityRuler", spacy_ruler)):
        try:
            taken, times_as_fast = in_turn(all_with(extract), all_with(prepare()), PEER_RUNS)
        except ModuleNotFoundError as missing:
            table.add_row(peer, f"skipped: {missing.name} is not installed (uv run --group bench …)", "")
            continue
        table.add_row(f"{peer}, the samples", f"{chars / taken / 1e6:.3f} M characters/s", f"{times_as_fast:.2f} × as fast")
    table.add_row("import extraction", f"{started:.2f} s", "")
    table.add_row("peak memory, all samples read", f"{peak:.0f} MB", "")
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
