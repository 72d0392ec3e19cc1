"""An archive as people meet it: beside a running node, after its loss, and before a third party."""

import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/node"))
import serve_test  # noqa: E402

ATRIUM = os.environ["ATRIUM"]
VERIFY = str(ROOT / "ops/verify/verify.py")
HALL = serve_test.CHENGMAI


def run(*arguments, status=0):
    done = subprocess.run([ATRIUM, *map(str, arguments)], capture_output=True, text=True,
                          timeout=60, check=False)
    assert done.returncode == status, f"{arguments}: {done.returncode}\n{done.stderr}"
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def change(file, act):
    os.chmod(file, 0o644)
    file.write_bytes(act(file.read_bytes()))


class Hall(unittest.TestCase):
    chain = ()

    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="atrium-archive-"))
        self.addCleanup(shutil.rmtree, self.root, ignore_errors=True)
        self.data, self.archive = self.root / "data", self.root / "archive"

    def serve(self, data=None, *more):
        return serve_test.Node(self, "--hall", HALL, "--data", str(data or self.data), "--listen",
                               "127.0.0.1:0", "--zeromq-commands", "", *self.chain, *more)

    def ticket(self, node, key=None):
        floor = json.loads(node.request("GET", "/halls/chengmai")[1])
        service = floor["windows"][0]["services"][0]
        return node.request("POST", "/halls/chengmai/tickets", {"service": service}, key)

    def hall_with_tickets(self, count=12):
        """A stopped hall whose archive was written in three runs."""
        node = self.serve()
        node.request("POST", "/halls/chengmai/windows/1/open", {"staff": "clerk01"})
        for number in range(count):
            self.assertEqual(self.ticket(node, f"key-{number}")[0], 201)
            if number in (count // 3, 2 * count // 3):
                run("backup", "--data", self.data, "--to", self.archive)
        self.assertEqual(node.stop(), 0)
        run("backup", "--data", self.data, "--to", self.archive)

    def verify(self, *more, status=0, archive=None):
        done = subprocess.run([sys.executable, VERIFY, str(archive or self.archive), *more],
                              capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        told = {}
        for line in map(json.loads, done.stdout.splitlines()):
            told[line.get("partition", "total")] = line
        return told

    def segments(self):
        return sorted((self.archive / "segments/chengmai").iterdir())


class Restored(Hall):
    def test_a_restored_hall_answers_as_before_and_goes_on(self):
        node = self.serve()
        node.request("POST", "/halls/chengmai/windows/1/open", {"staff": "clerk01"})
        first = self.ticket(node, "the-first")
        lines, _ = run("backup", "--data", self.data, "--to", self.archive)
        self.assertTrue(lines[-1]["verified"])
        node.stop()
        again = self.root / "again"
        lines, _ = run("restore", "--from", self.archive, "--data", again)
        self.assertEqual(lines[0]["epoch"], 2)
        node = self.serve(again)
        self.assertEqual(self.ticket(node, "the-first"), first)
        second = self.ticket(node, "the-second")
        self.assertEqual(second[0], 201)
        self.assertNotEqual(json.loads(second[1])["number"], json.loads(first[1])["number"])
        called = node.request("POST", "/halls/chengmai/windows/1/call-next", {})
        self.assertEqual(json.loads(called[1])["ticket"]["number"], json.loads(first[1])["number"])
        self.assertEqual(node.stop(), 0)
        lines, _ = run("journal", "verify", "--data", again)
        self.assertTrue(lines[-1]["ok"])
        self.assertGreater(lines[0]["anchored"], 0)

    def test_one_partition_goes_back_and_the_archive_goes_on(self):
        self.hall_with_tickets()
        lines, said = run("restore", "--from", self.archive, "--data", self.data,
                          "--partition", "chengmai", "--until", "7")
        self.assertLessEqual(lines[0]["position"], 7)
        node = self.serve()
        self.assertEqual(self.ticket(node)[0], 201)
        node.stop()
        lines, _ = run("backup", "--data", self.data, "--to", self.archive)
        self.assertIn("superseded_at", lines[0])
        told = self.verify()
        self.assertGreater(told["chengmai"]["superseded"], 0)

    def test_wrong_use_is_told_in_one_line(self):
        _, said = run("restore", "--from", self.root, "--data", self.data, status=2)
        self.assertIn("no archive", said)
        _, said = run("restore", "--from", self.root, "--data", self.data, "--until", "noon",
                      status=2)
        self.assertIn("noon", said)
        _, said = run("backup", "--data", self.root, "--to", self.archive, status=2)
        self.assertIn("not an atrium data directory", said)

    def test_a_node_keeps_an_archive_by_itself(self):
        node = self.serve(self.data, "--backup", str(self.archive))
        self.ticket(node)
        for _ in range(200):
            if (self.archive / "manifest.json").exists():
                break
            node.request("GET", "/halls/chengmai")
        node.stop()
        self.assertTrue(self.verify()["total"]["ok"])

    def test_a_node_does_not_go_on_behind_its_last_anchor(self):
        node = self.serve()
        node.request("POST", "/halls/chengmai/windows/1/open", {"staff": "clerk01"})
        node.stop()
        shorter = self.root / "shorter"
        shutil.copytree(self.data, shorter)
        lines, _ = run("journal", "verify", "--data", shorter)
        node = self.serve()
        self.ticket(node)
        node.stop()
        shutil.copytree(self.data / "anchors", shorter / "anchors", dirs_exist_ok=True)
        place = f"position {lines[0]['events'] + 1}"
        _, said = run("journal", "verify", "--data", shorter, status=1)
        self.assertIn(place, said)
        _, said = run("serve", "--hall", HALL, "--data", shorter, "--listen", "127.0.0.1:0",
                      "--zeromq-commands", "", status=1)
        self.assertIn(place, said)

    def test_a_directorys_chain_is_chosen_once(self):
        self.serve(self.data, "--chain", "sm3").stop()
        done = subprocess.run([ATRIUM, "serve", "--hall", HALL, "--data", str(self.data),
                               "--listen", "127.0.0.1:0", "--zeromq-commands", "", "--chain",
                               "sha256"], capture_output=True, text=True, timeout=30, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("sm3", done.stderr)


class Verifier(Hall):
    """What a third party finds, who has the archive and the public key."""

    def found(self, position, why, *more):
        told = self.verify(*more, status=1)["chengmai"]
        self.assertFalse(told["ok"])
        self.assertEqual(told["position"], position, told)
        self.assertIn(why, told["why"])

    def setUp(self):
        super().setUp()
        self.hall_with_tickets()
        self.manifest = json.loads((self.archive / "manifest.json").read_text())
        self.entries = self.manifest["partitions"]["chengmai"]["segments"]

    def keep_manifest(self):
        (self.archive / "manifest.json").write_text(json.dumps(self.manifest))

    def rows(self, file):
        """The segment's header, its rows and its trailer."""
        bytes_ = file.read_bytes()
        at = 9 + 1 + len("chengmai") + 8 + 32
        header, rows = bytes_[:at], []
        while size := int.from_bytes(bytes_[at:at + 4], "little"):
            rows.append(bytes_[at + 4:at + 4 + size])
            at += 4 + size
        return header, rows, bytes_[at:-32]

    def put_rows(self, file, header, rows, trailer):
        kind = "sm3" if header[8] == 2 else "sha256"
        bytes_ = header + b"".join(len(row).to_bytes(4, "little") + row for row in rows) + trailer
        change(file, lambda _: bytes_ + hashlib.new(kind, bytes_).digest())

    def test_a_sound_archive_and_sound_evidence_pass(self):
        told = self.verify("--key", str(self.archive / "anchors/anchor.pub.pem"))
        self.assertEqual(told["chengmai"]["anchored"], told["chengmai"]["events"])
        evidence = self.root / "evidence"
        run("journal", "export", "--data", self.data, "--evidence", evidence)
        self.assertEqual(self.verify(archive=evidence)["chengmai"], told["chengmai"])
        self.assertFalse((evidence / "keys").exists())

    def test_a_changed_event_is_found(self):
        file = self.segments()[1]
        header, rows, trailer = self.rows(file)
        rows[1] = rows[1][:-1] + bytes([rows[1][-1] ^ 1])
        self.put_rows(file, header, rows, trailer)
        self.found(self.entries[1]["first"] + 1, "changed")

    def test_a_missing_event_is_found(self):
        file = self.segments()[1]
        header, rows, trailer = self.rows(file)
        del rows[1]
        self.put_rows(file, header, rows, trailer)
        self.found(self.entries[1]["first"] + 1, "stands here")

    def test_reordered_events_are_found(self):
        file = self.segments()[0]
        header, rows, trailer = self.rows(file)
        rows[0], rows[1] = rows[1], rows[0]
        self.put_rows(file, header, rows, trailer)
        self.found(1, "position 2 stands here")

    def test_a_segment_cut_short_is_found(self):
        change(self.segments()[2], lambda bytes_: bytes_[:-100])
        self.assertFalse(self.verify(status=1)["chengmai"]["ok"])

    def test_a_segment_that_is_gone_is_found(self):
        self.segments()[1].unlink()
        self.found(self.entries[1]["first"], "no such file")

    def test_an_end_that_was_cut_off_is_found_by_the_anchors(self):
        self.entries.pop()
        self.manifest["partitions"]["chengmai"]["epochs"].append(
            {"epoch": 9, "begins": self.entries[-1]["until"]})
        self.keep_manifest()
        self.found(self.entries[-1]["until"] + 1, "cut off")

    def test_history_written_anew_is_found_by_the_anchors(self):
        file = self.segments()[-1]
        header, rows, trailer = self.rows(file)
        kind = "sm3" if header[8] == 2 else "sha256"
        previous = rows[0][32:64]
        for i, row in enumerate(rows):  # A forger knows how to chain.
            body = bytearray(row[64:])
            if i == len(rows) - 1:
                body[-1] ^= 1
            previous = hashlib.new(kind, previous + bytes(body)).digest() + previous
            rows[i] = previous + bytes(body)
            previous = previous[:32]
        self.put_rows(file, header, rows, trailer)
        self.found(self.entries[-1]["last"], "written anew")

    def test_a_forged_anchor_is_found(self):
        file = self.archive / "anchors/chengmai.jsonl"
        lines = file.read_text().splitlines()
        anchor = json.loads(lines[-1])
        anchor["at"] = "2020-01-01T00:00:00.000Z"
        file.write_text("\n".join([*lines[:-1], json.dumps(anchor)]) + "\n")
        self.found(anchor["position"], "forged")

    def test_an_anchor_of_a_stranger_is_found(self):
        key = self.root / "other.pem"
        subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", key], check=True,
                       capture_output=True)
        public = self.root / "other.pub.pem"
        subprocess.run(["openssl", "pkey", "-in", key, "-pubout", "-out", public], check=True)
        told = self.verify("--key", str(public), status=1)["chengmai"]
        self.assertIn("was not given", told["why"])

    def test_an_archive_without_anchors_is_checked_by_its_chain(self):
        shutil.rmtree(self.archive / "anchors")
        self.assertEqual(self.verify()["chengmai"]["anchors"], 0)

    def test_wrong_use_of_the_verifier_is_told(self):
        self.verify(status=2, archive=self.root)
        self.verify("--anchors", str(self.root / "none"), status=2)
        self.verify("--key", str(self.archive / "manifest.json"), status=2)

    def test_anchors_kept_elsewhere_vouch_too(self):
        kept = self.root / "kept.jsonl"
        shutil.copy(self.archive / "anchors/chengmai.jsonl", kept)
        (self.archive / "anchors/chengmai.jsonl").unlink()
        self.entries.pop()
        self.keep_manifest()
        self.verify()
        self.found(self.entries[-1]["until"] + 1, "cut off", "--anchors", str(kept))


class VerifierOfNationalSuite(Verifier):
    chain = ("--chain", "sm3")


if __name__ == "__main__":
    unittest.main()
