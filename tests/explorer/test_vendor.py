"""The vendored libraries are those that vendor.json names, each with its licence."""

import json

from pipeline.explorer.vendored import VENDOR, vendored
from pipeline.publishing.checksums import sha256


def test_every_file_and_licence_has_the_stated_hash() -> None:
    stated = {file.path: file.sha256 for file in vendored().files}
    stated |= {each.license_file: each.license_sha256 for each in vendored().libraries}
    assert {path: sha256(VENDOR / path) for path in stated} == stated
    assert all((VENDOR / file.path).stat().st_size == file.bytes for file in vendored().files)


def test_nothing_lies_there_that_is_not_stated() -> None:
    licences = {f"licenses/{path.name}" for path in (VENDOR / "licenses").iterdir()}
    assert licences == {each.license_file for each in vendored().libraries}
    scripts = {path.name for path in VENDOR.glob("*.js")} | {p.name for p in VENDOR.glob("*.gz")}
    assert scripts == {file.path for file in vendored().files}


def test_every_library_in_a_file_has_a_licence() -> None:
    inside = {name for file in vendored().files for name in file.libraries}
    assert inside == {each.name for each in vendored().libraries}
    for each in vendored().libraries:
        text = (VENDOR / each.license_file).read_text(encoding="utf-8")
        assert "copyright" in text.lower() or each.license == "Unlicense", each.name


def test_the_lock_fixes_every_archive_and_names_no_registry() -> None:
    lock = json.loads((VENDOR / "package-lock.json").read_text(encoding="utf-8"))
    packages = {path: each for path, each in lock["packages"].items() if path}
    assert all(each["integrity"].startswith("sha512-") for each in packages.values())
    assert not any("resolved" in each for each in packages.values())
    for each in vendored().libraries:
        locked = packages[f"node_modules/{each.name}"]
        assert (locked["version"], locked["integrity"]) == (each.version, each.integrity)


def test_versions_are_stated_exactly() -> None:
    package = json.loads((VENDOR / "package.json").read_text(encoding="utf-8"))
    for version in [*package["dependencies"].values(), *package["devDependencies"].values()]:
        assert version[0].isdigit() and not set(version) & set("^~*<>| ")
