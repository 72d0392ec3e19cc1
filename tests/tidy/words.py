"""Words that do not belong: leftovers, sleeps, clocks in pure code, empty names, local paths."""

import re

from tree import CPP, SOURCE, blanked, line_at

# In pieces, so that this file does not find itself.
LEFTOVER = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b")
SLEEP = re.compile(r"\b(sleep_for|sleep_until|usleep|nanosleep)\b|(?<![\w.])::sleep\s*\(")
CLOCK = re.compile(r"\b(system_clock|steady_clock|high_resolution_clock)\s*::\s*now"
                   r"|\brandom_device\b|\bstd::j?thread\b|\bgetenv\b|\bgettimeofday\b"
                   r"|\bclock_gettime\b|\bmt19937|\bs?rand\s*\(")
THREAD = re.compile(r"\bstd::(?:jthread\b|thread\b(?!::)|async\b)")
PURE = ("runtime/core/", "actors/", "devices/")
THREADLESS = ("runtime/host/", "ops/", "adapters/wire/")  # And all that is pure.
SLEEPERS = {}  # path → why it may sleep.

EMPTY = {"manager", "helper", "helpers", "util", "utils", "common", "misc"}  # Anywhere in a name;
EMPTY_LAST = {"data", "info", "impl", "base"}  # these as its noun: data_directory says something.
EMPTY_TYPE = re.compile(r"\b(?:class|struct|concept)\s+"
                        r"(\w*(?:Manager|Helper|Utils?|Common|Misc|Info|Impl|Base))\b")
MACHINE = re.compile(r"(?<![\w./$}-])/(?:root|home|wor" r"k|Users)/[\w.-]+")
TRIVIAL = re.compile(r"\bBOOST_(?:TEST|CHECK|REQUIRE)\s*\(\s*true\s*\)")

TEXT = SOURCE + (".md", ".txt", ".toml", ".json", ".hall", ".cmake", "run", ".html")


def findings(tree):
    for path, text in tree.texts.items():
        yield from names(path)
    for path, text in tree.each(TEXT):
        yield from each(MACHINE, path, text,
                        "a path of one machine; make it relative or an argument")
        if path.endswith(SOURCE):
            yield from each(LEFTOVER, path, text, "unfinished work belongs to the tracker")
    for path, text in tree.each(CPP):
        yield from code(path, text)


def code(path, text):
    bare = blanked(text)
    if path not in SLEEPERS:
        yield from each(SLEEP, path, bare,
                        "nothing sleeps; wait for what should happen, or step the clock")
    if path.startswith(PURE):
        yield from each(CLOCK, path, bare,
                        "pure code reads no clock, chance or environment; the context has them")
    if path.startswith(THREADLESS):
        yield from each(THREAD, path, bare,
                        "threads belong to the journal, edges, drivers and node")
    yield from each(EMPTY_TYPE, path, bare, "an empty word in a name; say what it is")
    yield from each(TRIVIAL, path, bare, "a check that cannot fail")


def names(path):
    for part in path.split("/"):
        parts = re.split(r"[_\-]", part.partition(".")[0].lower().removesuffix("_test"))
        for word in parts:
            if word in EMPTY or word in EMPTY_LAST and word == parts[-1]:
                yield path, 1, f'"{word}" says nothing in a name; say what is in it'


def each(pattern, path, text, what):
    for match in pattern.finditer(text):
        yield path, line_at(text, match.start()), f"{match.group().strip()}: {what}"
