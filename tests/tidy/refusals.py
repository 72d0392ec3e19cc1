"""Every refusal code is a contract: one of the rules ends a story, one of the runtime occurs in a
test."""

import re

from tree import CPP, line_at

# Also through a function that completes it: refuse(kind, "a.b"), invalid("a.b").
CODE = re.compile(r'\b\w+\s*\(\s*(?:[\w:]+\s*,\s*)?"([a-z0-9_]+\.[a-z0-9_]+)"')
RULES = ("actors/", "devices/")
NOT_RULES = ("actors/policies/", "actors/statistics/")  # Decide nothing, so they refuse nothing.
STORIES = ("tests/actors/", "tests/devices/")
REFUSE = re.compile(r'\brefuse\s*\(\s*(?:[\w:]+\s*,\s*)?"([a-z0-9_]+\.[a-z0-9_]+)"')
COMMENT = re.compile(r"//[^\n]*")


def told_in(tree, where):
    return "\n".join(COMMENT.sub("", text) for path, text in tree.texts.items()
                     if path.startswith(where) and not path.startswith("tests/tidy/"))


def findings(tree):
    tests = told_in(tree, "tests/")
    stories = told_in(tree, STORIES)
    seen = set()
    for path, text in tree.each(CPP):
        rules = path.startswith(RULES) and not path.startswith(NOT_RULES)
        if not rules and not path.startswith("runtime/"):
            continue
        for match in (CODE if rules else REFUSE).finditer(text):
            code = match.group(1)
            if code in seen:
                continue
            if rules and f'"{code}"' in stories:
                continue
            if not rules and re.search(rf"(?<![\w.]){re.escape(code)}(?![\w.])", tests):
                continue
            seen.add(code)
            yield path, line_at(text, match.start()), (
                f'refusal "{code}" ends no story; add one to tests/actors or tests/devices'
                if rules else f'refusal "{code}" occurs in no test; add one that provokes it')
