"""Where the program keeps its files on this machine. The only module that knows appdirs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

import appdirs  # type: ignore[import-untyped]

from studyapp.domain.errors import LibraryError

_NAME = "studyapp"


class Folders(NamedTuple):
    """The person's folders for this program; none of them need exist yet."""

    data: Path
    config: Path
    cache: Path
    state: Path
    logs: Path

    @property
    def library(self) -> Path:
        """The library that opens unless another is named."""
        return self.data / "library"

    @property
    def settings(self) -> Path:
        """The file of the window's settings."""
        return self.config / "settings.json"


def library_folder(chosen: str | None, setting: str | None = None) -> Path:
    """Return the library's folder: the one chosen, else STUDYAPP_LIBRARY, the setting's, the user's own.

    Raises LibraryError where the words name no folder: no such user, or a current folder that is gone.
    """
    named = chosen or os.environ.get("STUDYAPP_LIBRARY") or setting
    if not named:
        return user_folders().library
    try:
        return Path(named).expanduser().absolute()
    except (RuntimeError, OSError) as error:
        raise LibraryError(f"The library folder {named} cannot be found.") from error


def user_folders() -> Folders:
    """Return the folders as the system has them; on Linux the XDG variables of the environment decide."""
    return Folders(
        data=Path(appdirs.user_data_dir(_NAME, appauthor=False)),
        config=Path(appdirs.user_config_dir(_NAME, appauthor=False)),
        cache=Path(appdirs.user_cache_dir(_NAME, appauthor=False)),
        state=Path(appdirs.user_state_dir(_NAME, appauthor=False)),
        logs=Path(appdirs.user_log_dir(_NAME, appauthor=False)),
    )
