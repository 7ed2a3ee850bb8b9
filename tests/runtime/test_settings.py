"""Settings come back as they were saved, and damage costs no more than the damaged setting."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.domain.errors import KnownError
from studyapp.runtime.settings import Settings, load_settings, save_settings

if TYPE_CHECKING:
    from pathlib import Path


def test_settings_survive_saving(tmp_path: Path) -> None:
    settings = Settings()
    path = tmp_path / "new" / "settings.json"
    save_settings(path, settings)
    assert load_settings(path) == settings
    assert [p.name for p in path.parent.iterdir()] == ["settings.json"]


def test_a_missing_file_means_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.json") == Settings()


@pytest.mark.parametrize("damaged", [b"", b"{", b"[1]", b"null", b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_file_means_defaults(tmp_path: Path, damaged: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(damaged)
    assert load_settings(path) == Settings()


@pytest.mark.parametrize(
    "wrong",
    [
        {"theme": "pink"},
        {"theme": ["dark"]},
        {"text_px": 0},
        {"text_px": "19"},
        {"text_px": True},
        {"leading": 99},
        {"column_px": 1.5},
        {"library": 3},
        {"geometry": None},
        {"left_pane": 1},
        {"last_document": {}},
        {"unknown": 1},
    ],
)
def test_a_wrong_value_costs_its_own_setting_only(tmp_path: Path, wrong: dict[str, object]) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"text_px": 21, "theme": "dark"} | wrong))
    expected = {"text_px": 21, "theme": "dark"}
    for name in wrong:
        expected.pop(name, None)
    loaded = load_settings(path)
    assert loaded == Settings(**{"theme": "system", "text_px": 19} | expected)  # type: ignore[arg-type]


def test_what_cannot_be_saved_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KnownError, match="The settings could not be saved: "):
        save_settings(tmp_path / "file" / "settings.json", Settings())


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda v: st.lists(v, max_size=2),
)


@given(
    st.dictionaries(
        st.sampled_from(["theme", "text_px", "leading", "library", "geometry", "right_pane"]), VALUES
    )
)
def test_any_json_gives_settings_that_can_be_saved(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, object]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(json.dumps(values))
    settings = load_settings(path)
    save_settings(path, settings)
    assert load_settings(path) == settings
