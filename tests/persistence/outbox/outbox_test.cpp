// The stand-in for message platforms: one line per message, whatever happens between two of them.
#include "persistence/outbox/outbox.hpp"

#include "persistence/files/durable_files.hpp"
#include "tests/support/folder.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>

using namespace atrium;
using boost::unit_test::description;
using persistence::Outbox;

namespace {

struct Directory : Folder {
  [[nodiscard]] std::filesystem::path day() const { return *this / "2026-11-21.jsonl"; }
  [[nodiscard]] std::string text() const { return persistence::read_file(day()).value_or(""); }
};

Message message(std::string id) {
  Message to;
  to.id = std::move(id);
  to.channel = "sms";
  to.to = {SubjectId{"s1"}, "13800138001"};
  to.key = "call";
  to.fields["number"] = "A001";
  to.text_zh = "请到3号窗口";
  to.at = from_iso8601("2026-11-21T01:00:00Z").value();
  return to;
}

bool sent(Outbox& outbox, const Message& message) {
  bool taken = false;
  outbox.send(message, [&](const Result<void>& result) { taken = result.has_value(); });
  return taken;
}

auto lines(const std::string& text) { return std::ranges::count(text, '\n'); }

}  // namespace

BOOST_AUTO_TEST_SUITE(outbox)

BOOST_AUTO_TEST_CASE(a_message_is_one_line_and_its_phone_is_masked, *description("[Q-27]")) {
  const Directory directory;
  Outbox outbox(directory.path());
  BOOST_TEST(sent(outbox, message("a#1.0")));
  BOOST_TEST(directory.text() == R"({"id":"a#1.0","at":"2026-11-21T01:00:00.000Z","channel":"sms",)"
                                 R"("to":"138****8001","key":"call","fields":{"number":"A001"},)"
                                 R"("text_zh":"请到3号窗口","text_en":""})"
                                 "\n");
}

BOOST_AUTO_TEST_CASE(a_message_sent_again_after_a_restart_is_written_once, *description("[Q-27]")) {
  const Directory directory;
  for (int start = 0; start < 3; ++start) {
    Outbox outbox(directory.path());
    BOOST_TEST(sent(outbox, message("a#1.0")));
    BOOST_TEST(sent(outbox, message("a#" + std::to_string(start + 2) + ".0")));
  }
  BOOST_TEST(lines(directory.text()) == 4);
}

BOOST_AUTO_TEST_CASE(a_line_torn_by_a_power_cut_is_written_again_whole, *description("[Q-27]")) {
  const Directory directory;
  {
    Outbox outbox(directory.path());
    sent(outbox, message("a#1.0"));
    sent(outbox, message("a#2.0"));
  }
  const auto whole = directory.text();
  std::filesystem::resize_file(directory.day(), whole.size() - 10);
  Outbox outbox(directory.path());
  BOOST_TEST(sent(outbox, message("a#2.0")));
  BOOST_TEST(directory.text() == whole);
}

BOOST_AUTO_TEST_CASE(a_directory_that_cannot_be_written_fails_and_says_so) {
  Outbox outbox("/proc/nowhere");
  BOOST_TEST(!sent(outbox, message("a#1.0")));
}

BOOST_AUTO_TEST_SUITE_END()
