#!/usr/bin/env python3
"""Checks an archive, or exported evidence, without atrium: needs this file, Python and openssl.

Finds events that were changed, are missing, stand in another order or were cut off the end, and
anchors that were forged, and says where. Written from the descriptions of the stored formats, not
from atrium's code, so that a fault in one is not a fault in both. Reads nothing but the directory
and the keys; changes nothing. The formats are in README.md beside this file."""

import argparse
import base64
import concurrent.futures
import hashlib
import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile

SM2_ID = "1234567812345678"
HASHES = {1: "sha256", 2: "sm3"}
SUITES = {"ed25519": "sha256", "sm2": "sm3"}
ASKERS = 7  # house, staff, device, citizen, integrator, timer, policy


class WrongUse(Exception):
    """Of the command line: exit status 2."""


class Fault(Exception):
    """What is wrong, at which position (None: not one event's fault), in which file."""

    def __init__(self, why, position=None, file=None):
        super().__init__(why)
        self.why, self.position, self.file = why, position, file


def hash_of(kind, bytes_):
    return hashlib.new(kind, bytes_).digest()


class Fields:
    """Reads forward through the bytes of a record; little-endian, varints as LEB128."""

    def __init__(self, bytes_):
        self.bytes, self.at = bytes_, 0

    def take(self, size):
        end = self.at + size
        if end > len(self.bytes):
            raise Fault("the record is cut short")
        taken, self.at = self.bytes[self.at:end], end
        return taken

    def varint(self):
        value = shift = 0
        bytes_, at = self.bytes, self.at
        while True:
            if at >= len(bytes_) or shift > 63:
                raise Fault("the record is cut short")
            part = bytes_[at]
            at += 1
            value |= (part & 0x7f) << shift
            if part < 0x80:
                self.at = at
                return value
            shift += 7

    def text(self):
        return self.take(self.varint())


class Event:
    """One stored row: hash, previous hash, body."""

    def __init__(self, row, kind):
        if len(row) < 64:
            raise Fault("the record is cut short")
        self.hash, self.previous = row[:32], row[32:64]
        if hash_of(kind, row[32:]) != self.hash:
            raise Fault("the record's bytes do not match its hash: it was changed")
        body = Fields(row[64:])
        form, flags, asker = body.take(3)
        if form != 1 or asker >= ASKERS:
            raise Fault("the record is of an unknown format")
        self.is_last = bool(flags & 1)
        _, _, self.epoch, self.position, self.version, self.cause = (
            body.varint() for _ in range(6))
        self.at, _ = struct.unpack("<qQ", body.take(16))
        self.stream = (body.text(), body.text())
        for _ in range(4):  # Command, asker, payload, reply.
            body.take(body.varint())
        if body.at != len(body.bytes):
            raise Fault("the record's fields do not add up")


class Segment:
    """The header of a segment file, and its rows one by one."""

    def __init__(self, file):
        self.file = file
        bytes_ = file.read_bytes()
        if not bytes_.startswith(b"ATRSEG1\n") or len(bytes_) < 64 or bytes_[8] not in HASHES:
            raise Fault("not a segment of format 1, or cut short", file=file)
        self.kind = HASHES[bytes_[8]]
        self.digest_is_right = hash_of(self.kind, bytes_[:-32]) == bytes_[-32:]
        fields = Fields(bytes_)
        fields.at = 9
        try:
            self.partition = fields.text().decode()
            self.first, = struct.unpack("<Q", fields.take(8))
            self.previous = fields.take(32)
        except Fault as fault:
            raise Fault(fault.why, file=file) from None
        self.bytes, self.begin = bytes_, fields.at

    def rows(self):
        """Raises when the file's end comes before its last row does."""
        bytes_, at, position = self.bytes, self.begin, self.first
        while True:
            size = int.from_bytes(bytes_[at:at + 4], "little")
            at += 4
            if size == 0 and at + 40 == len(bytes_):
                break
            if size == 0 or at + size + 44 > len(bytes_):
                raise Fault("the event is missing: the segment is cut short", position, self.file)
            yield bytes_[at:at + size]
            at += size
            position += 1
        last, = struct.unpack("<Q", bytes_[at:at + 8])
        if last != position - 1:
            raise Fault("the event is missing", position, self.file)
        if not self.digest_is_right:
            raise Fault("its events are sound, but its digest is not: it was changed",
                        file=self.file)


class Keys:
    """Public keys by their id, and signatures checked by openssl."""

    def __init__(self, files):
        self.files = {}
        for file in files:
            der = subprocess.run(["openssl", "pkey", "-pubin", "-in", str(file), "-outform", "DER"],
                                 capture_output=True, check=False)
            if der.returncode:
                raise WrongUse(f"{file} is not a public key in PEM form")
            for kind in ("sha256", "sm3"):
                self.files[hash_of(kind, der.stdout).hex()[:16], kind] = str(file)

    def fault_of(self, anchor):
        kind = SUITES.get(anchor["suite"])
        file = self.files.get((anchor["key"], kind))
        if file is None:
            return f"signed by the key {anchor['key']}, which was not given: forged, or give it too"
        fields = ("partition", "epoch", "begins", "position", "hash", "at", "suite", "key")
        text = "atrium anchor 1\n" + "".join(f"{anchor[name]}\n" for name in fields)
        with tempfile.TemporaryDirectory() as folder:
            message, signature = os.path.join(folder, "m"), os.path.join(folder, "s")
            pathlib.Path(message).write_bytes(text.encode())
            pathlib.Path(signature).write_bytes(base64.b64decode(anchor["signature"]))
            command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", file, "-rawin",
                       "-in", message, "-sigfile", signature]
            if kind == "sm3":
                command += ["-digest", "sm3", "-pkeyopt", f"distid:{SM2_ID}"]
            done = subprocess.run(command, capture_output=True, check=False)
        return None if done.returncode == 0 else "its signature is false: changed or forged"


def read_anchors(files):
    """By partition, in the order of signing."""
    anchors = {}
    for file in files:
        for number, line in enumerate(file.read_text().split("\n")[:-1], 1):
            try:
                anchor = json.loads(line)
                anchor["epoch"], anchor["begins"], anchor["position"] = (
                    int(anchor[name]) for name in ("epoch", "begins", "position"))
                for name in ("suite", "key", "signature", "at", "hash"):
                    if not isinstance(anchor[name], str):
                        raise ValueError(name)
                anchors.setdefault(anchor["partition"], []).append(anchor)
            except (ValueError, KeyError, TypeError) as error:
                raise Fault(f"line {number} is not an anchor ({error})", file=file) from None
    return anchors


class History:
    """One partition's segments put together, and what its anchors say of it."""

    def __init__(self, partition, entry, root, anchors):
        self.partition, self.entry, self.root = partition, entry, root
        self.anchors = anchors
        self.wanted = {anchor["position"] for anchor in anchors}
        self.hashes = {}
        self.events = self.head = 0
        self.epoch = 0

    def walk(self):
        previous = None
        versions = {}
        position = 0
        for listed in self.entry["segments"]:
            file = self.root / listed["file"]
            if not file.is_file():
                raise Fault(f"the events up to {listed['until']} are missing: no such file",
                            position + 1, file)
            segment = Segment(file)
            if previous is None:
                previous = hash_of(segment.kind, b"atrium/" + self.partition.encode())
            if segment.partition != self.partition:
                raise Fault(f"a segment of {segment.partition} stands here", position + 1, file)
            if segment.first != position + 1:
                raise Fault(f"a segment that begins at {segment.first} stands here", position + 1,
                            file)
            for row in segment.rows():
                if position == listed["until"]:
                    break
                position += 1
                previous = self.take(row, segment, position, previous, versions)
            if position != listed["until"]:
                raise Fault("the event is missing", position + 1, file)
        self.events = self.head = position
        self.head_hash = previous

    def take(self, row, segment, position, previous, versions):
        try:
            event = Event(row, segment.kind)
        except Fault as fault:
            raise Fault(fault.why, position, segment.file) from None
        why = None
        if event.position != position:
            why = f"the event of position {event.position} stands here"
        elif event.previous != previous:
            why = "the event is not chained to the one before it"
        elif event.version != versions.get(event.stream, 0) + 1:
            why = f"version {event.version} of its stream does not follow"
        elif event.epoch < self.epoch:
            why = "the epoch falls"
        if why:
            raise Fault(why, position, segment.file)
        versions[event.stream] = event.version
        self.epoch = event.epoch
        if position in self.wanted:
            self.hashes[position] = event.hash.hex()
        return event.hash

    def check_anchors(self, keys):
        """The last position vouched for, and how many anchors do and did."""
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            faults = list(pool.map(keys.fault_of, self.anchors))
        for anchor, fault in zip(self.anchors, faults):
            if fault:
                raise Fault(f"the anchor of {anchor['at']} is not to be believed: {fault}",
                            anchor["position"])
        # A restore gave up what earlier epochs had beyond a later one's begin. Only what is signed
        # counts: the manifest could say so to hide that history was cut off.
        starts = {(anchor["epoch"], anchor["begins"]) for anchor in self.anchors}
        last = count = superseded = 0
        for anchor in self.anchors:
            position = anchor["position"]
            if any(epoch > anchor["epoch"] and begins < position for epoch, begins in starts):
                superseded += 1
                continue
            if position > self.head:
                raise Fault(f"history ends here, but the anchor of {anchor['at']} vouches for "
                            f"events up to {position}: they were cut off, or are not in this "
                            "archive yet", self.head + 1)
            if self.hashes.get(position) != anchor["hash"]:
                raise Fault(f"the event is not the one that the anchor of {anchor['at']} vouches "
                            f"for: history was written anew behind position {last}", position)
            last, count = max(last, position), count + 1
        return {"anchored": last, "anchors": count, "superseded": superseded}


def verify(arguments):
    root = pathlib.Path(arguments.archive)
    try:
        manifest = json.loads((root / "manifest.json").read_text())
    except (OSError, ValueError) as error:
        raise WrongUse(f"{root} holds no archive: {error}") from None
    keys = Keys(arguments.key or sorted((root / "anchors").glob("*.pub.pem")))
    files = []
    for name in map(pathlib.Path, arguments.anchors or [root / "anchors"]):
        if arguments.anchors and not name.exists():
            raise WrongUse(f"no anchors in {name}")
        files += [name] if name.is_file() else sorted(name.glob("*.jsonl"))
    all_anchors = read_anchors(files)
    partitions = manifest["partitions"]
    for name in sorted(set(all_anchors) - set(partitions)):
        yield name, Fault("anchors vouch for it, but it is not in this archive", 1), {}
    for name in sorted(partitions):
        history = History(name, partitions[name], root, all_anchors.get(name, []))
        try:
            history.walk()
            vouched = history.check_anchors(keys)
            head = history.head_hash.hex() if history.head_hash else None
            yield name, None, {"events": history.events, "head": head, **vouched}
        except Fault as fault:
            yield name, fault, {}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("archive", help="directory of an archive or of exported evidence")
    parser.add_argument("--key", action="append", help="public key in PEM form, from whoever "
                        "keeps it; may repeat. Without it those in the archive are believed")
    parser.add_argument("--anchors", action="append",
                        help="anchors kept elsewhere: file or directory; may repeat")
    arguments = parser.parse_args()
    events = broken = 0
    try:
        for name, fault, told in verify(arguments):
            if fault is None:
                events += told["events"]
                print(json.dumps({"partition": name, "ok": True, **told}))
                continue
            broken += 1
            print(json.dumps({"partition": name, "ok": False, "position": fault.position,
                              "file": str(fault.file) if fault.file else None, "why": fault.why}))
            place = f" at position {fault.position}" if fault.position else ""
            print(f"verify: {name}{place}: {fault.why}", file=sys.stderr)
    except Fault as fault:
        print(f"verify: {fault.file}: {fault.why}", file=sys.stderr)
        broken += 1
    except WrongUse as wrong:
        print(f"verify: {wrong}", file=sys.stderr)
        return 2
    print(json.dumps({"total": True, "ok": broken == 0, "events": events}))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
