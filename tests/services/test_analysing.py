"""Asking for an analysis: without a model nothing is kept, and what was found before stays."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from studyapp.domain.analyses import Analysis
from studyapp.domain.errors import AnalysisOffError
from studyapp.language.version import OFF, OFF_SENTENCE
from studyapp.language.wire import encode_analysis
from studyapp.services.actors import load_actors
from studyapp.services.analysing import keep_analysis, request_analysis, unanalysed
from tests.services.study_cases import ACTORS, study_analysis, study_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from studyapp.services.library import Library


class Without:
    """Stands for an import process without the model."""

    def analyse(
        self,
        _request: dict[str, Any],
        _sections: Iterable[dict[str, Any]],
        _on_progress: Callable[[float], None],
        _cancelled: threading.Event,
    ) -> dict[str, Any]:
        return encode_analysis(Analysis(OFF, (), (), (), (OFF_SENTENCE,)))


def test_without_a_model_the_text_waits_and_keeps_what_was_found(library: Library) -> None:
    _, record = library.add_document(study_document(), sha256="b" * 64, path=None)
    keep_analysis(library, record.id, study_analysis("older 1"))
    with pytest.raises(AnalysisOffError, match="missing or damaged"):
        request_analysis(
            library, Without(), record.id, on_progress=lambda _: None, cancelled=threading.Event()
        )
    assert unanalysed(library) == (record.id,)
    assert load_actors(library, record.id) == ACTORS
