"""The README and CONTRIBUTING: what they list is what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
LEXICONS = REPOSITORY / "extraction" / "lexicons"


def modules(package: str) -> set[str]:
    """The modules of a package as CONTRIBUTING names them, packages inside it included."""
    folder = REPOSITORY / package
    return {path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.py") if path.stem != "__init__"}


@pytest.mark.parametrize("command", ["pip install uv && uv run rasd", "pip install uv && uv run pytest"])
def test_the_two_commands_come_first(command):
    blocks = re.findall(r"^```sh\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    assert [block.strip() for block in blocks[:2]].count(command) == 1


@pytest.mark.parametrize("package", ["extraction", "dashboard"])
def test_every_module_has_its_line(package):
    part = CONTRIBUTING.split(f"**`{package}/`**")[1].split("**`")[0]
    assert set(re.findall(r"^- `([\w/]+)` – \S", part, re.MULTILINE)) == modules(package)


def test_every_lexicon_is_listed_with_its_columns():
    listed = dict(re.findall(r"^\| `([\w/*]+\.csv)` \| .+ \| `([\w,]+)` \|$", README, re.MULTILINE))
    columns = {path.name: _columns(path) for path in LEXICONS.glob("*.csv")}
    columns |= {"places/*.csv": _columns(path) for path in LEXICONS.glob("places/*.csv")}
    assert listed == columns


def _columns(path: Path) -> str:
    return next(line for line in path.read_text(encoding="utf-8-sig").splitlines() if line and not line.startswith("#"))
