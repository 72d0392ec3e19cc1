"""Decisions have one number and four parts; lock files name no registry."""

import re

from tree import line_at

DECISION = re.compile(r"^ops/decisions/(\d{4})-[a-z0-9-]+\.md$")
PARTS = ("## Context", "## Decision", "## Consequences", "## How we would know we were wrong")
LOCKS = ("package-lock.json", "npm-shrinkwrap.json")
RESOLVED = re.compile(r'"resolved"\s*:\s*"https?:[^"]*"')


def findings(tree):
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
    for path, text in tree.texts.items():
        if path.rpartition("/")[2] in LOCKS:
            for match in RESOLVED.finditer(text):
                yield path, line_at(text, match.start()), (
                    "names a registry; npm must take whatever is configured "
                    "(npm install --omit-lockfile-registry-resolved)")
