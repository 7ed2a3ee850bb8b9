"""Folders follow the system's rules; resources are found beside the checkout and inside the package."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from studyapp.domain.errors import LibraryError
from studyapp.runtime import resources
from studyapp.runtime.folders import library_folder, user_folders
from studyapp.runtime.resources import resource

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(sys.platform != "linux", reason="XDG variables are Linux's")
def test_the_xdg_variables_decide(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    folders = user_folders()
    assert folders.data == tmp_path / "data" / "studyapp"
    assert folders.config == tmp_path / "config" / "studyapp"
    assert folders.cache == tmp_path / "cache" / "studyapp"
    assert folders.state == tmp_path / "state" / "studyapp"
    assert folders.library == folders.data / "library"
    assert folders.settings == folders.config / "settings.json"
    assert folders.logs.is_relative_to(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_article_is_found() -> None:
    assert resource("article/russia-iran-strategic-alliance.md").is_file()


def test_a_missing_resource_is_a_fault_of_the_installation() -> None:
    with pytest.raises(FileNotFoundError, match="lacks its file nothing"):
        resource("nothing")


def test_an_installed_program_has_its_resources_inside(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    inside = tmp_path / "studyapp" / "_resources"
    inside.mkdir(parents=True)
    (inside / "icon.svg").write_text("")
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "studyapp" / "runtime" / "resources.py"))
    resources._folder.cache_clear()
    try:
        assert resource("icon.svg") == inside / "icon.svg"
    finally:
        resources._folder.cache_clear()


def test_the_library_is_chosen_by_argument_then_environment_then_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STUDYAPP_LIBRARY", raising=False)
    assert library_folder(None) == user_folders().library
    assert library_folder(None, str(tmp_path)) == tmp_path
    monkeypatch.setenv("STUDYAPP_LIBRARY", str(tmp_path / "env"))
    assert library_folder(None, str(tmp_path)) == tmp_path / "env"
    assert library_folder(str(tmp_path / "arg"), str(tmp_path)) == tmp_path / "arg"
    with pytest.raises(LibraryError, match="cannot be found"):
        library_folder("~nobody-of-this-name/x")
