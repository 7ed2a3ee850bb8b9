"""The files that come with the program: the article, fonts, icons, themes."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_SENTINEL = Path("article", "russia-iran-strategic-alliance.md")


def resource(name: str) -> Path:
    """Return the path of a bundled file or folder, such as "article/russia-iran-strategic-alliance.md".

    Raises FileNotFoundError when there is none, which is a fault of the installation.
    """
    path = _folder() / name
    if not path.exists():
        msg = f"the program lacks its file {name}"
        raise FileNotFoundError(msg)
    return path


@lru_cache(maxsize=1)
def _folder() -> Path:
    """Return the folder of an installed program, else the checkout's."""
    # The same place as importlib.resources names, which would cost the start of the window 20 ms to import.
    package = Path(__file__).resolve().parent.parent
    installed, checkout = package / "_resources", package.parent / "resources"
    return checkout if not installed.is_dir() and (checkout / _SENTINEL).is_file() else installed
