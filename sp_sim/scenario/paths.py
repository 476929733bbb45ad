"""Paths: where scenario files are found, and what they are called in messages."""

from __future__ import annotations

from pathlib import Path

SUFFIX = ".yaml"
SUFFIXES = (".yaml", ".yml")
_PACKAGE = Path(__file__).resolve().parent.parent


def checkout() -> Path:
    """Return the folder `scenarios` beside the package, as it is in a checkout."""
    return _PACKAGE.parent / "scenarios"


def shipped(package: Path = _PACKAGE) -> Path:
    """Return the folder of the scenarios that come with the program."""
    in_wheel = package / "shipped_scenarios"
    return in_wheel if in_wheel.is_dir() else package.parent / "scenarios"


def names(folder: Path | None = None) -> list[str]:
    """Return the names of the scenarios in a folder (those shipped, unless said otherwise)."""
    folder = shipped() if folder is None else folder
    if not folder.is_dir():
        return []
    return sorted(path.stem for path in folder.iterdir() if path.suffix in SUFFIXES)


def is_name(text: str) -> bool:
    """Tell whether the text can be the name of a file in a folder, rather than a way to it."""
    return bool(text.strip()) and not any(sign in text for sign in "/\\:\0\n") and text[0] != "."


def find(name: str, folder: Path, *, apart_from: Path | None = None) -> Path | None:
    """Return the file called `name` in `folder` or, failing that, among those shipped.

    A file that customises a shipped one may keep its name, so `apart_from` is passed over.
    """
    stem = name.removesuffix(".yaml").removesuffix(".yml")
    candidates = [place / (stem + suffix) for place in (folder, shipped()) for suffix in SUFFIXES]
    own = None if apart_from is None else apart_from.resolve()
    return next((path for path in candidates if is_file(path) and path.resolve() != own), None)


def locate(name_or_path: str | Path) -> Path | None:
    """Return the file meant on the command line: a path, or the name of a scenario."""
    path = Path(name_or_path)
    if path.suffix in SUFFIXES and is_file(path):
        return path
    if is_name(str(name_or_path)):
        found = find(str(name_or_path), Path())
        if found is not None:
            return found
    return path if is_file(path) else None


def is_file(path: Path) -> bool:
    """Tell whether there is such a file; a name that no file can have is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def shown(path: Path) -> str:
    """Return the path as messages give it: from here where that is shorter, never a machine's."""
    whole = path.resolve()
    for folder, prefix in ((Path.cwd(), Path()), (shipped().resolve(), Path("scenarios"))):
        if whole.is_relative_to(folder):
            return (prefix / whole.relative_to(folder)).as_posix()
    return path.as_posix()
