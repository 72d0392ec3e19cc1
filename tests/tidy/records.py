"""What lies beside the code: decisions, documents and their links, package lists, lock files."""

import posixpath
import re

from tree import line_at

DECISION = re.compile(r"^ops/decisions/(\d{4})-[a-z0-9-]+\.md$")
PARTS = ("## Context", "## Decision", "## Consequences", "## How we would know we were wrong")
LOCKS = ("package-lock.json", "npm-shrinkwrap.json")
TOP = ("runtime", "actors", "devices", "persistence", "adapters", "ops", "simulation", "tests")
PACKAGES = "ops/packages.txt"
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
RESOLVED = re.compile(r'"resolved"\s*:\s*"https?:[^"]*"')


def findings(tree):
    yield from decisions(tree)
    yield from documents(tree)
    yield from packages(tree)
    yield from locks(tree)


def documents(tree):
    names = set(tree.texts) | {path for path in tree.other}
    folders = {posixpath.dirname(name) for name in names}
    for path, text in tree.each((".md",)):
        for match in LINK.finditer(text):
            link = posixpath.normpath(posixpath.join(posixpath.dirname(path), match.group(1)))
            if "://" not in match.group(1) and link not in names and link not in folders:
                yield path, line_at(text, match.start()), f"leads to {link}, which does not exist"
    for folder in TOP:
        if folder in {name.split("/")[0] for name in names} and f"{folder}/README.md" not in names:
            yield folder, 1, "has no README.md; say what is in it and what is not"


def packages(tree):
    lines = tree.texts.get(PACKAGES, "").split()
    if lines != sorted(set(lines)):
        yield PACKAGES, 1, "one package a line, sorted, none twice"


def locks(tree):
    for path, text in tree.texts.items():
        if path.rpartition("/")[2] in LOCKS:
            for match in RESOLVED.finditer(text):
                yield path, line_at(text, match.start()), (
                    "names a registry; npm must take whatever is configured "
                    "(npm install --omit-lockfile-registry-resolved)")


def decisions(tree):
    numbers = {}
    for path, text in tree.each((".md",), "ops/decisions/"):
        if path.endswith("README.md"):
            continue
        match = DECISION.match(path)
        if not match:
            yield path, 1, "a decision is called NNNN-verb-object.md"
            continue
        first = numbers.setdefault(match.group(1), path)
        if first != path:
            yield path, 1, f"number {match.group(1)} belongs to {first}; take the next free one"
        for part in PARTS:
            if part not in text:
                yield path, 1, f'has no part "{part}"'
