// A data directory as the first release left it (tests/golden/journal_1, half an hour of a hall):
// it opens, verifies, folds, answers as it did, and goes on. Always on a copy.
#include "persistence/journal_tools/journal_tools.hpp"
#include "persistence/rocksdb/store.hpp"
#include "tests/persistence/journal_fixture.hpp"
#include "tests/support/entities.hpp"
#include "tests/support/show.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace atrium;
using namespace atrium::persistence;
using namespace atrium::persistence::test;

namespace {

const std::string kept = "tests/golden/journal_1/";
const PartitionId chengmai{"chengmai"};

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  BOOST_REQUIRE_MESSAGE(file, "cannot read " << path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// The directory, copied and open.
struct FirstRelease {
  FirstRelease() {
    std::filesystem::copy(kept + "stored", path, std::filesystem::copy_options::recursive);
    auto opened = open_disk_store({.directory = path});
    must(opened);
    store = std::move(*opened);
    auto keys = open_disk_vault(path);
    must(keys);
    vault = std::move(*keys);
    journal = test::open(*store, chengmai);
  }
  Folder folder;
  std::string path = folder.path() + "/stored";
  std::unique_ptr<DiskStore> store;
  std::unique_ptr<Vault> vault;
  std::shared_ptr<Journal> journal;
};

// Folds every stream of its kind; answers how many events that were.
template <class E>
std::size_t fold_all(const FirstRelease& old, std::size_t& people) {
  const auto codec = codec_of<E>(*old.vault);
  std::map<StreamId, typename E::State> states;
  std::size_t folded = 0;
  for (const auto& stored : all(*old.journal)) {
    if (stored.stream.kind != E::kind) continue;
    const auto event = codec->decode(stored.event, stored.schema, stored.payload);
    must(event);
    const auto text = show(*event);
    people += text.find("张") == std::string::npos ? 0 : 1;
    const bool is_sealed = text.find("\"subject\"") != std::string::npos;  // With other nonces.
    const auto today = codec->encode(*event).payload;
    const bool has_grown = today.size() > stored.payload.size();  // Fields were appended.
    const auto again = codec->decode(stored.event, stored.schema, today);
    BOOST_TEST((is_sealed || today == stored.payload || (has_grown && again && *again == *event)),
               text);
    evolve(states[stored.stream], *event);
    ++folded;
  }
  return folded;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_journal_of_the_first_release)

BOOST_AUTO_TEST_CASE(verifies_word_for_word_as_it_did) {
  FirstRelease old;
  old.journal.reset();
  old.store.reset();
  std::ostringstream out, err;
  JournalTool tool;
  tool.directory = old.path;
  BOOST_TEST(journal_verify(tool, out, err) == 0, err.str());
  BOOST_TEST(out.str() == text_of(kept + "verify.json"));
}

BOOST_AUTO_TEST_CASE(folds_with_the_people_in_it_and_would_be_written_the_same_today) {
  const FirstRelease old;
  std::size_t folded = 0, people = 0;
  boost::mp11::mp_for_each<Entities>(
      [&](auto entity) { folded += fold_all<decltype(entity)>(old, people); });
  BOOST_TEST(folded == old.journal->head().position);
  BOOST_TEST(folded == 1078u);
  BOOST_TEST(people > 0u, "the keys do not open what was sealed under them");
}

BOOST_AUTO_TEST_CASE(answers_a_repeated_command_with_its_first_reply) {
  const FirstRelease old;
  const auto found = old.journal->find_reply({"golden-1"});
  must(found);
  BOOST_TEST_REQUIRE(found->has_value());
  auto reply = (*found)->reply;
  BOOST_TEST_REQUIRE(!reply.empty());
  reply.insert(reply.size() - 1, ",\"position\":" + std::to_string((*found)->position));
  BOOST_TEST(reply == text_of(kept + "golden-1.reply.json"));
}

BOOST_AUTO_TEST_CASE(goes_on_and_verifies_with_what_was_added) {
  const FirstRelease old;
  const auto events = old.journal->head().position;
  BOOST_TEST(append(*old.journal, commit({"window", "new"}, 0, {"a", "b"}, "new-1", "{}")) ==
             events + 2);
  const auto report = old.store->verify(chengmai);
  must(report);
  BOOST_TEST(report->ok, report->why);
  BOOST_TEST(report->events == events + 2);
}

BOOST_AUTO_TEST_SUITE_END()
