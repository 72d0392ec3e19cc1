"""What a node says to people who start it: bad input gets one clear line and changes nothing."""

import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import unittest

ATRIUM = os.environ["ATRIUM"]
ROOT = pathlib.Path(__file__).resolve().parents[2]
CHENGMAI = str(ROOT / "ops/halls/chengmai.toml")
LAOCHENG = str(ROOT / "ops/halls/chengmai-laocheng.toml")


class Node:
    """A running `atrium serve`; killed at the end of the test if it still runs."""

    def __init__(self, test, *arguments):
        self.process = subprocess.Popen([ATRIUM, "serve", *arguments], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True)
        test.addCleanup(self.end)
        ready = json.loads(self.process.stdout.readline())
        self.address = ready["url"].removeprefix("http://")

    def request(self, method, path, body=None, key=None):
        connection = http.client.HTTPConnection(self.address, timeout=10)
        headers = {"Content-Type": "application/json"}
        if key:
            headers["Idempotency-Key"] = key
        text = None if body is None else json.dumps(body)
        connection.request(method, "/api/v1" + path, text, headers)
        response = connection.getresponse()
        answer = response.read()
        connection.close()
        return response.status, answer

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        return self.process.wait(timeout=10)

    def end(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        self.process.stderr.close()


class Serve(unittest.TestCase):
    def setUp(self):
        self.data = tempfile.mkdtemp(prefix="atrium-node-")
        self.addCleanup(shutil.rmtree, self.data, ignore_errors=True)

    def node(self, *more, hall=CHENGMAI, listen="127.0.0.1:0"):
        return Node(self, "--hall", hall, "--data", self.data, "--listen", listen,
                    "--zeromq-commands", "", *more)

    def fails(self, *arguments, status, says):
        done = subprocess.run([ATRIUM, *arguments], capture_output=True, text=True, timeout=30)
        self.assertEqual(done.returncode, status, done.stderr)
        self.assertNotIn("ready", done.stdout)
        for word in says:
            self.assertIn(word, done.stderr)

    def serve_fails(self, *more, status=1, says=(), hall=CHENGMAI, data=None):
        self.fails("serve", "--hall", hall, "--data", data or self.data, "--listen", "127.0.0.1:0",
                   "--zeromq-commands", "", *more, status=status, says=says)

    def open_and_take_ticket(self, node, key=None):
        node.request("POST", "/halls/chengmai/windows/1/open", {"staff": "clerk01"})
        floor = json.loads(node.request("GET", "/halls/chengmai")[1])
        service = floor["windows"][0]["services"][0]
        return node.request("POST", "/halls/chengmai/tickets", {"service": service}, key)

    def test_a_data_directory_serves_one_node_at_a_time(self):
        self.node()
        self.serve_fails(says=["in use"])

    def test_a_port_in_use_is_named(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            address = "127.0.0.1:%d" % taken.getsockname()[1]
            self.fails("serve", "--hall", CHENGMAI, "--data", self.data, "--listen", address,
                       "--zeromq-commands", "", status=1, says=[address])

    def test_a_door_to_the_network_stays_shut_until_there_are_accounts(self):
        self.fails("serve", "--hall", CHENGMAI, "--data", self.data, "--listen", "0.0.0.0:0",
                   "--zeromq-commands", "", status=2, says=["0.0.0.0:0", "no accounts yet"])

    def test_a_directory_that_is_not_ours_is_left_alone(self):
        stranger = pathlib.Path(self.data) / "letter.txt"
        stranger.write_text("not a hall")
        self.serve_fails(status=2, says=[self.data, "letter.txt"])
        self.assertEqual(sorted(os.listdir(self.data)), ["letter.txt"])

    def test_the_data_of_another_hall_are_refused(self):
        self.node(hall=LAOCHENG).stop()
        self.serve_fails(status=2, says=["belongs to chengmai-laocheng"])

    def check(self, text):
        file = pathlib.Path(self.data) / "next.toml"
        file.write_text(text)
        done = subprocess.run([ATRIUM, "hall", "check", str(file), "--data", self.data + "/hall"],
                              capture_output=True, text=True, timeout=30)
        file.unlink()
        self.assertEqual(done.returncode, 0, done.stderr)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        return {line["change"]: line["after"] for line in lines if "change" in line}, done.stderr

    def test_what_another_file_would_change_is_shown_before_it_holds(self):
        """[Q-34] Also beside the running node."""
        text = pathlib.Path(LAOCHENG).read_text()
        Node(self, "--hall", LAOCHENG, "--data", self.data + "/hall", "--listen", "127.0.0.1:0",
             "--zeromq-commands", "")
        self.assertEqual(self.check(text)[0], {})
        changes, words = self.check(text.replace('service = "tax"',
                                                 'service = "tax"\noffered = false', 1))
        self.assertEqual(changes, {"services/tax/offered": False})
        self.assertIn("services/tax/offered: true → false", words)
        changes, _ = self.check(text.replace('mode = "both"', 'mode = "silent"')
                                .replace("days_ahead = 3", "days_ahead = 5"))
        self.assertEqual(changes, {"mode": "silent", "appointments/days_ahead": 5})

    def test_what_another_file_changed_is_in_the_record(self):
        """[Q-34] [AP-02] Once, whatever starts follow."""
        text = pathlib.Path(LAOCHENG).read_text()
        file = pathlib.Path(self.data, "changed.toml")
        for change in ("offered = true", "offered = false", "offered = false"):
            file.write_text(text.replace('service = "tax"', 'service = "tax"\n' + change, 1))
            node = Node(self, "--hall", str(file), "--data", self.data + "/hall",
                        "--listen", "127.0.0.1:0", "--zeromq-commands", "")
            node.stop()
        export = subprocess.run([ATRIUM, "journal", "export", "--data", self.data + "/hall"],
                                capture_output=True, text=True, timeout=30)
        told = [line["data"] for line in map(json.loads, export.stdout.splitlines())
                if line["type"] == "hall.rules_changed"]
        self.assertEqual([one["changes"] for one in told],
                         [[{"at": "services/tax/offered", "before": "true", "after": "false"}]])

    def test_a_simulated_crowd_never_acts_in_the_days_of_a_real_hall(self):
        self.node().stop()
        self.serve_fails("--crowd", "weekday", status=2, says=["real hall", "--data"])

    def test_a_damaged_journal_is_refused_with_its_position(self):
        node = self.node()
        for _ in range(20):
            self.open_and_take_ticket(node)
        node.stop(signal.SIGKILL)
        log = max(pathlib.Path(self.data).rglob("*.log"), key=lambda file: file.stat().st_size)
        bytes_ = bytearray(log.read_bytes())
        bytes_[len(bytes_) // 2] ^= 0xff
        log.write_bytes(bytes_)
        self.serve_fails(says=[self.data])

    def test_a_faulty_hall_file_is_refused_with_line_and_mend(self):
        faulty = pathlib.Path(self.data) / "hall.toml"
        faulty.write_text(pathlib.Path(CHENGMAI).read_text().replace("reset =", "rest ="))
        self.serve_fails(hall=str(faulty), data=self.data + "/new", status=2,
                         says=["hall.toml:", "reset"])

    def test_two_files_of_one_hall_are_refused(self):
        self.serve_fails("--hall", CHENGMAI, status=2, says=["both describe"])

    def test_an_unknown_scenario_is_refused(self):
        self.serve_fails("--crowd", "carnival", status=2, says=["carnival"])

    def test_wrong_use_exits_with_2(self):
        self.fails("serve", "--hall", CHENGMAI, "--no-such-option", status=2,
                   says=["no-such-option"])
        self.fails("serve", status=2, says=["--hall"])
        self.fails("serve", "--hall", "/nowhere.toml", status=2, says=["/nowhere.toml"])
        self.fails("hall", "check", "/nowhere.toml", status=2, says=["/nowhere.toml"])

    def test_a_node_stops_cleanly_within_five_seconds(self):
        node = self.node("--crowd", "weekday", "--speed", "60")
        began = time.monotonic()
        self.assertEqual(node.stop(), 0)
        self.assertLess(time.monotonic() - began, 5)

    def test_a_command_id_is_answered_with_the_same_bytes_after_a_kill(self):
        node = self.node()
        first = self.open_and_take_ticket(node, "id-1")
        self.assertEqual(first[0], 201, first)
        node.stop(signal.SIGKILL)
        again = self.open_and_take_ticket(self.node(), "id-1")
        self.assertEqual(again, first)

    def test_a_hall_goes_on_with_its_old_definition_when_the_new_one_leaves_people_stranded(self):
        node = self.node()
        number = json.loads(self.open_and_take_ticket(node)[1])["number"]
        node.stop()
        text = pathlib.Path(CHENGMAI).read_text()
        begin = text.index("[[services]]")
        end = text.index("[[services]]", begin + 1)
        key = text[begin:end].split('service = "')[1].split('"')[0]
        edited = pathlib.Path(self.data).with_suffix(".toml")
        self.addCleanup(edited.unlink)
        text = re.sub(rf'\[\[appointments\.slots\]\]\nservices = \["{key}"\]\n(?:.+\n)*', "",
                      text[:begin] + text[end:])
        edited.write_text(text.replace(f'"{key}", ', "").replace(f', "{key}"', ""))
        node = self.node(hall=str(edited))
        floor = json.loads(node.request("GET", "/halls/chengmai")[1])
        self.assertIn(number, [ticket["number"] for ticket in floor["lines"]])
        node.stop()
        told = subprocess.run([ATRIUM, "journal", "export", "--data", self.data],
                              capture_output=True, text=True, check=True).stdout
        for entity in ("hall", "waiting_room"):
            self.assertEqual(told.count(f'"{entity}.configured"'), 1, entity)

    def test_org_and_both_halls_are_partitions_of_one_node(self):
        self.node("--hall", LAOCHENG).stop()
        done = subprocess.run([ATRIUM, "journal", "verify", "--data", self.data],
                              capture_output=True, text=True, check=True)
        partitions = [json.loads(line).get("partition") for line in done.stdout.splitlines()]
        for wanted in ("chengmai", "chengmai-laocheng", "org"):
            self.assertIn(wanted, partitions)

    def test_a_reader_learns_that_the_hall_was_restored_and_where_to_go_on(self):
        node = self.node()
        self.open_and_take_ticket(node)
        page = json.loads(node.request("GET", "/halls/chengmai/events")[1])
        head, epoch = page["head"], page["epoch"]
        archive, restored = self.data + "-archive", self.data + "-restored"
        for folder in (archive, restored):
            self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        subprocess.run([ATRIUM, "backup", "--data", self.data, "--to", archive],
                       check=True, capture_output=True)
        node.stop()
        subprocess.run([ATRIUM, "restore", "--from", archive, "--data", restored,
                        "--partition", "chengmai", "--until", str(head - 1)],
                       check=True, capture_output=True)
        self.data = restored
        node = self.node()
        ask = f"/halls/chengmai/events?from={head}&epoch={epoch}"
        status, told = node.request("GET", ask)
        lost = json.loads(told)
        self.assertEqual((status, lost["code"]), (410, "feed.epoch_changed"), lost)
        self.assertEqual(lost["from"], head - 1)
        self.assertGreater(lost["epoch"], epoch)
        again = f"/halls/chengmai/events?from={lost['from']}&epoch={lost['epoch']}"
        self.assertEqual(node.request("GET", again)[0], 200)

    @unittest.skipUnless(shutil.which("promtool"), "promtool (package prometheus) is not here")
    def test_the_figures_are_what_prometheus_reads(self):
        node = self.node()
        self.open_and_take_ticket(node)
        connection = http.client.HTTPConnection(node.address, timeout=10)
        connection.request("GET", "/metrics")
        done = subprocess.run(["promtool", "check", "metrics"], capture_output=True,
                              input=connection.getresponse().read(), check=False)
        connection.close()
        self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main()
