"""Every refusal code is a contract, so every one of them occurs in a test."""

import re

from tree import CPP, line_at

CODE = re.compile(r'\brefuse\s*\(\s*(?:[\w:]+\s*,\s*)?"([a-z0-9_]+\.[a-z0-9_]+)"')
WHERE = ("actors/", "devices/", "runtime/")


def findings(tree):
    tests = "\n".join(text for path, text in tree.texts.items()
                      if path.startswith("tests/") and not path.startswith("tests/tidy/"))
    seen = set()
    for path, text in tree.each(CPP):
        if not path.startswith(WHERE):
            continue
        for match in CODE.finditer(text):
            code = match.group(1)
            if code in seen or re.search(rf"(?<![\w.]){re.escape(code)}(?![\w.])", tests):
                continue
            seen.add(code)
            yield path, line_at(text, match.start()), (
                f'refusal "{code}" occurs in no test; add one that provokes it')
