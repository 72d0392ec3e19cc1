"""Each rule of tidy, broken once on purpose: a check that lets its example pass is no check."""

import sys
import unittest

sys.dont_write_bytecode = True

import layers
import limits
import records
import refusals
import sources
import words
from tree import Tree

HEADER = "// A thing.\n#pragma once\n"


def found(check, texts):
    return [what for _, _, what in check.findings(Tree(texts))]


def places(check, texts):
    return [(path, line) for path, line, _ in check.findings(Tree(texts))]


class TheTargetGraph(unittest.TestCase):
    def including(self, path, include):
        return len(found(layers, {path: f"{HEADER}#include {include}\n"}))

    def refused(self, path, include):
        self.assertEqual(self.including(path, include), 1, (path, include))

    def allowed(self, path, include):
        self.assertEqual(self.including(path, include), 0, (path, include))

    def test_core_includes_no_other_layer_and_no_heavy_library(self):
        self.refused("runtime/core/a.hpp", '"runtime/host/feed.hpp"')
        self.refused("runtime/core/a.hpp", "<caf/all.hpp>")
        self.refused("runtime/core/a.hpp", "<boost/json.hpp>")
        self.refused("runtime/core/a.hpp", "<unistd.h>")
        self.allowed("runtime/core/a.hpp", "<boost/describe.hpp>")
        self.allowed("runtime/core/a.hpp", "<vector>")

    def test_an_entity_includes_core_and_itself_only(self):
        self.refused("actors/window/window.hpp", '"actors/waiting_room/events.hpp"')
        self.refused("actors/window/window.hpp", '"runtime/host/ask.hpp"')
        self.refused("devices/display/display.hpp", '"actors/window/window.hpp"')
        self.refused("actors/window/window.hpp", "<capnp/message.h>")
        self.allowed("actors/window/window.cpp", '"actors/window/window.hpp"')
        self.allowed("actors/window/window.cpp", '"actors/limits.hpp"')
        self.allowed("actors/window/window.cpp", '"runtime/core/ids.hpp"')

    def test_a_policy_may_know_entities_and_devices(self):
        self.allowed("actors/policies/show_calls.hpp", '"actors/waiting_room/waiting_room.hpp"')
        self.allowed("actors/policies/show_calls.hpp", '"devices/display/display.hpp"')
        self.refused("actors/policies/show_calls.hpp", '"runtime/host/feed.hpp"')

    def test_only_host_and_node_know_caf_and_only_persistence_rocksdb(self):
        self.allowed("runtime/host/shell.hpp", "<caf/all.hpp>")
        self.refused("adapters/http/server.cpp", "<caf/all.hpp>")
        self.allowed("persistence/rocksdb/journal.cpp", "<rocksdb/db.h>")
        self.refused("ops/metrics/metrics.cpp", "<rocksdb/db.h>")

    def test_an_edge_does_not_reach_into_persistence(self):
        self.refused("adapters/http/server.cpp", '"persistence/codec/codec.hpp"')
        self.refused("adapters/zeromq/gateway.cpp", "<restinio/all.hpp>")

    def test_only_main_of_node_knows_simulation(self):
        self.refused("runtime/node/node.cpp", '"simulation/crowd/crowd.hpp"')
        self.allowed("runtime/node/main.cpp", '"simulation/crowd/crowd.hpp"')

    def test_a_path_that_does_not_start_at_the_top_is_refused(self):
        self.refused("actors/window/window.cpp", '"window.hpp"')


class Limits(unittest.TestCase):
    def test_a_line_of_more_than_100_characters_is_found_where_it_is(self):
        text = "// A thing.\n" + "x" * 101 + "\n"
        self.assertEqual(places(limits, {"a.cpp": text}), [("a.cpp", 2)])
        self.assertEqual(found(limits, {"a.cpp": "// " + "厅" * 97 + "\n"}), [])

    def test_a_function_of_more_than_60_lines_is_found_at_its_head(self):
        text = "// A thing.\nnamespace a {\nint f(int x) {\n" + "  x++;\n" * 59 + "}\n}\n"
        self.assertEqual(places(limits, {"a.cpp": text}), [("a.cpp", 3)])
        self.assertEqual(found(limits, {"a.cpp": text.replace("  x++;\n", "", 1)}), [])

    def test_a_long_class_is_not_a_long_function(self):
        members = "  int f() { return 1; }\n" * 70
        self.assertEqual(found(limits, {"a.cpp": f"// A thing.\nclass A {{\n{members}}};\n"}), [])

    def test_templates_constructors_and_test_cases_are_functions_too(self):
        body = "  x++;\n" * 60 + "}\n"
        for head in ("template <class T>\nvoid f(T x) {\n", "A::A(int x) : x_{x}, y_{x} {\n",
                     "BOOST_AUTO_TEST_CASE(a_rule) {\n", "auto f(int x) -> int {\n",
                     "struct B f(int x) {\n"):
            self.assertEqual(len(found(limits, {"a.cpp": f"// A thing.\n{head}{body}"})), 1, head)

    def test_braces_in_strings_and_comments_do_not_count(self):
        text = "// A thing.\nint f() {\n  g(\"{\", '{', R\"x({)x\");  // {\n}\n" + "int a;\n" * 70
        self.assertEqual(found(limits, {"a.cpp": text}), [])

    def test_a_file_of_more_than_400_lines_is_found(self):
        self.assertEqual(len(found(limits, {"a.ts": "x\n" * 401})), 1)

    def test_a_folder_of_more_than_15_files_is_found(self):
        texts = {f"f/{i}.ts": "x\n" for i in range(16)}
        self.assertEqual(places(limits, texts), [("f", 1)])

    def test_a_schema_may_grow_for_ever(self):
        self.assertEqual(found(limits, {"a.capnp": "x\n" * 401}), [])

    def test_a_stored_format_may_follow_the_opening_after_an_empty_comment_line(self):
        text = "// A thing.\n//\n" + "// A field.\n" * 9 + "#pragma once\n"
        self.assertEqual(found(limits, {"a.hpp": text}), [])

    def test_a_header_has_pragma_once_and_an_opening_comment(self):
        self.assertEqual(len(found(limits, {"a.hpp": "#pragma once\n\n#pragma once\n"})), 1)
        self.assertEqual(len(found(limits, {"a.hpp": "// A thing.\nint a;\n"})), 1)
        self.assertEqual(len(found(limits, {"a.hpp": "// A.\n" * 6 + "#pragma once\n"})), 1)


class Words(unittest.TestCase):
    def test_leftovers_are_found(self):
        for word in ("TO" "DO", "FIX" "ME", "XX" "X"):
            self.assertEqual(len(found(words, {"a.cpp": f"// {word}: later\n"})), 1, word)

    def test_sleep_is_found_in_tests_too_but_not_in_comments(self):
        text = "std::this_thread::sleep_for(1s);\n"
        self.assertEqual(len(found(words, {"tests/a.cpp": text})), 1)
        self.assertEqual(found(words, {"tests/a.cpp": "// never sleep_for\n"}), [])

    def test_pure_code_reads_no_clock_chance_thread_or_environment(self):
        for text in ("std::chrono::system_clock::now()", "std::random_device r", "std::thread t",
                     'std::getenv("A")'):
            self.assertEqual(len(found(words, {"actors/a/a.cpp": text})), 1, text)
            self.assertEqual(found(words, {"runtime/node/a.cpp": text}), [], text)

    def test_the_shell_makes_no_thread(self):
        self.assertEqual(len(found(words, {"runtime/host/a.cpp": "std::thread worker{f};"})), 1)
        self.assertEqual(found(words, {"persistence/a.cpp": "std::thread worker{f};"}), [])

    def test_empty_names_of_files_and_types_are_found(self):
        for path in ("runtime/util.cpp", "actors/common/a.cpp", "a/the_manager.hpp", "a/base.ts",
                     "a/ticket_data_test.cpp"):
            self.assertEqual(len(found(words, {path: ""})), 1, path)
        for path in ("a/database.cpp", "a/data_directory_test.cpp"):
            self.assertEqual(found(words, {path: ""}), [], path)
        self.assertEqual(len(found(words, {"a.cpp": "class QueueManager {};"})), 1)

    def test_paths_of_one_machine_are_found_in_any_text(self):
        for text in ("/ro" "ot/x", "see /ho" "me/li/x", "cd /wor" "k/main"):
            self.assertEqual(len(found(words, {"a.md": text})), 1, text)
        self.assertEqual(found(words, {"a.md": "$dir/root/x, chroot/root"}), [])

    def test_a_check_that_cannot_fail_is_found(self):
        self.assertEqual(len(found(words, {"tests/a.cpp": "BOOST_TEST( true );"})), 1)


class Refusals(unittest.TestCase):
    RULE = 'return refuse(RefusalKind::conflict,\n    "ticket.not_callable");'

    def test_a_code_that_ends_no_story_is_found_once(self):
        for path, text in (("tests/actors/a.cpp", '"ticket.not_callable_at_all"'),
                           ("tests/actors/a.cpp", '// "ticket.not_callable"'),
                           ("tests/adapters/a.cpp", '"ticket.not_callable"'),
                           ("tests/scenarios/a.hall", "-> refused ticket.not_callable")):
            texts = {"actors/a/a.cpp": self.RULE + self.RULE, path: text}
            self.assertEqual(len(found(refusals, texts)), 1, path)

    def test_a_code_that_another_function_completes_is_found(self):
        text = 'return invalid("configuration.duplicate");'
        self.assertEqual(len(found(refusals, {"devices/a/a.cpp": text})), 1)
        self.assertEqual(found(refusals, {"actors/policies/a.cpp": text}), [])

    def test_a_code_that_ends_a_story_is_fine(self):
        for path in ("tests/actors/a.cpp", "tests/devices/a.cpp"):
            texts = {"actors/a/a.cpp": self.RULE, path: '"ticket.not_callable"'}
            self.assertEqual(found(refusals, texts), [])

    def test_a_code_of_the_runtime_occurs_in_any_test(self):
        self.assertEqual(len(found(refusals, {"runtime/a.cpp": self.RULE})), 1)
        for path, text in (("tests/a.cpp", '"ticket.not_callable"'),
                           ("tests/scenarios/a.hall", "-> refused ticket.not_callable")):
            self.assertEqual(found(refusals, {"runtime/a.cpp": self.RULE, path: text}), [])


class Sources(unittest.TestCase):
    def test_a_listed_file_that_does_not_exist_is_found(self):
        listing = "a/CMakeLists.txt"
        self.assertEqual(places(sources, {listing: "x(\n  gone.cpp)\n"}), [(listing, 2)])

    def test_a_file_that_the_build_makes_may_be_listed(self):
        texts = {"a/CMakeLists.txt": "configure_file(b.cpp.in b.cpp)\n", "a/b.cpp.in": ""}
        self.assertEqual(found(sources, texts), [])

    def test_a_source_that_nobody_lists_is_found(self):
        texts = {"a/CMakeLists.txt": "x(b/one.cpp ${X}/other.cpp)\n",
                 "a/b/one.cpp": "", "a/b/two.cpp": ""}
        self.assertEqual(places(sources, texts), [("a/b/two.cpp", 1)])


class Records(unittest.TestCase):
    TEXT = "\n".join(records.PARTS)

    def test_two_decisions_with_one_number_are_found(self):
        texts = {"ops/README.md": "",
                 "ops/decisions/0001-use-a.md": self.TEXT,
                 "ops/decisions/0001-use-b.md": self.TEXT}
        self.assertEqual(places(records, texts), [("ops/decisions/0001-use-b.md", 1)])

    def test_a_decision_without_one_of_its_parts_or_its_number_is_found(self):
        for name, text, count in (("0001-use-a.md", "## Context\n", 3), ("use-a.md", self.TEXT, 1)):
            texts = {"ops/README.md": "", f"ops/decisions/{name}": text}
            self.assertEqual(len(found(records, texts)), count)

    def test_a_link_that_leads_nowhere_is_found(self):
        text = "[a](b.md) [c](../d#part) [e](https://example.org)\n[f](gone.md)"
        texts = {"x/a.md": text, "x/b.md": "", "d/e.txt": ""}
        self.assertEqual(places(records, texts), [("x/a.md", 2)])

    def test_a_top_folder_without_a_readme_is_found(self):
        self.assertEqual(places(records, {"runtime/a.hpp": ""}), [("runtime", 1)])

    def test_packages_are_sorted_and_named_once(self):
        for text in ("b\na\n", "a\na\n"):
            texts = {"ops/packages.txt": text, "ops/README.md": ""}
            self.assertEqual(len(found(records, texts)), 1)

    def test_a_lock_file_that_names_a_registry_is_found(self):
        text = '{"resolved": "https://registry.example/a.tgz"}'
        self.assertEqual(len(found(records, {"console/package-lock.json": text})), 1)


if __name__ == "__main__":
    unittest.main()
