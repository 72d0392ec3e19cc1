// The shell's order: decide, evolve, append, and only when durable, speak.
#include "runtime/host/shell/shell.hpp"
#include "persistence/journal/memory_journal.hpp"
#include "tests/host/tally.hpp"

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>
#include <vector>

using namespace atrium;
using host::Accepted;
using host::Outcome;
using host::Refused;
using host::Trouble;
using persistence::MemoryCommits;

namespace {

const Instant nine{std::chrono::hours{9}};

class FixedClock final : public Clock {
 public:
  Instant at = nine;
  [[nodiscard]] Instant now() const override { return at; }
};

// One tally over a journal that commits only when told.
struct Desk final : CommitListener, std::enable_shared_from_this<Desk> {
  explicit Desk(std::shared_ptr<persistence::MemoryDisk> disk = persistence::make_memory_disk())
      : store(persistence::make_memory_store(std::move(disk), MemoryCommits::held)),
        journal(store->open(PartitionId{"hall"}).value()),
        shell({"tally", "main"}, *journal, codec, clock, hooks) {
    shell.recover();
  }

  void committed(Position position, Version version) noexcept override {
    shell.committed(position, version);
  }

  void ask(std::variant<tally::Command, tally::Query> what, std::string id = {},
           std::uint64_t fingerprint = 0) {
    host::Ask<tally::Entity> ask;
    ask.what = std::move(what);
    ask.asker = {{WhoKind::staff, "clerk01"}, {std::move(id)}, fingerprint, 0};
    ask.reply = host::Reply([this](Outcome outcome) { said.push_back(std::move(outcome)); });
    shell.take(ask, shared_from_this());
  }

  [[nodiscard]] std::string said_json(std::size_t i) const {
    return std::get<Accepted>(said.at(i)).json;
  }

  tally::TallyCodec codec;
  FixedClock clock;
  std::unique_ptr<persistence::MemoryStore> store;
  std::shared_ptr<Journal> journal;
  host::ShellHooks hooks;
  host::Shell<tally::Entity> shell;
  std::vector<Outcome> said;
};

const tally::Command add_five = tally::Add{5};

}  // namespace

BOOST_AUTO_TEST_SUITE(shell)

BOOST_AUTO_TEST_CASE(nothing_is_said_before_what_it_rests_on_is_durable) {
  const auto desk = std::make_shared<Desk>();
  desk->ask(add_five);
  desk->ask(tally::Command{tally::Refuse{}});
  desk->ask(tally::Command{tally::Nothing{}});
  desk->ask(tally::Query{tally::Total{}});
  desk->ask(tally::Command{tally::BreakDecision{}});
  BOOST_TEST(desk->said.empty());
  desk->store->flush();
  BOOST_REQUIRE(desk->said.size() == 5U);
  BOOST_TEST(desk->said_json(0) == R"({"total":5})");
  BOOST_TEST(std::get<Refused>(desk->said[1]).refusal.code == "tally.no");
  BOOST_TEST(desk->said_json(3) == R"({"total":5})");
  BOOST_TEST((std::get<Trouble>(desk->said[4]).kind == Trouble::Kind::defect));
}

BOOST_AUTO_TEST_CASE(an_entity_goes_on_deciding_while_earlier_events_are_being_synced) {
  const auto desk = std::make_shared<Desk>();
  for (int i = 0; i < 3; ++i) desk->ask(add_five);
  BOOST_TEST(desk->shell.state().total == 15);
  BOOST_TEST(desk->store->held() == 3U);
  desk->store->flush();
  BOOST_TEST(desk->said_json(0) == R"({"total":5})");
  BOOST_TEST(desk->said_json(2) == R"({"total":15})");
  BOOST_TEST(std::get<Accepted>(desk->said[0]).position == 1U);
  BOOST_TEST(std::get<Accepted>(desk->said[2]).position == 3U);
}

BOOST_AUTO_TEST_CASE(without_anything_in_flight_a_query_is_answered_at_once) {
  const auto desk = std::make_shared<Desk>();
  desk->ask(tally::Query{tally::Total{}});
  BOOST_TEST(desk->said.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_command_id_is_carried_out_once_even_while_the_first_is_in_flight) {
  const auto desk = std::make_shared<Desk>();
  desk->ask(add_five, "id-1");
  desk->ask(add_five, "id-1");
  desk->store->flush();
  BOOST_TEST(desk->shell.state().total == 5);
  BOOST_REQUIRE(desk->said.size() == 2U);
  BOOST_TEST(desk->said_json(0) == desk->said_json(1));
  BOOST_TEST(std::get<Accepted>(desk->said[1]).repeated);
}

BOOST_AUTO_TEST_CASE(a_command_id_is_answered_with_the_same_bytes_after_a_restart) {
  const auto disk = persistence::make_memory_disk();
  const auto before = std::make_shared<Desk>(disk);
  before->ask(add_five, "id-1");
  before->ask(add_five, "id-2");
  before->store->flush();
  const auto after = std::make_shared<Desk>(disk);
  after->ask(add_five, "id-1");
  BOOST_REQUIRE(after->said.size() == 1U);
  BOOST_TEST(after->said_json(0) == before->said_json(0));
  BOOST_TEST(std::get<Accepted>(after->said[0]).position ==
             std::get<Accepted>(before->said[0]).position);
  BOOST_TEST(after->shell.state().total == 10);
}

BOOST_AUTO_TEST_CASE(a_command_id_used_for_another_command_is_refused) {
  const auto desk = std::make_shared<Desk>();
  desk->ask(add_five, "id-1", 1);
  desk->ask(tally::Command{tally::Add{6}}, "id-1", 2);
  desk->store->flush();
  desk->ask(tally::Command{tally::Add{6}}, "id-1", 2);
  BOOST_TEST(std::get<Refused>(desk->said.at(1)).refusal.code == "request.id_reused");
  BOOST_TEST(std::get<Refused>(desk->said.at(2)).refusal.code == "request.id_reused");
  BOOST_TEST(desk->shell.state().total == 5);
}

BOOST_AUTO_TEST_CASE(a_policys_command_is_carried_out_once_across_a_restart) {
  const auto disk = persistence::make_memory_disk();
  const auto id = derive("policy/add", 7, 0).text;
  const auto before = std::make_shared<Desk>(disk);
  before->ask(add_five, id);
  before->store->flush();
  const auto after = std::make_shared<Desk>(disk);
  after->ask(add_five, id);
  after->ask(add_five, derive("policy/add", 7, 1).text);
  BOOST_TEST(after->shell.state().total == 10);
  after->store->flush();  // What the journal holds holds the desk.
}

BOOST_AUTO_TEST_CASE(a_defect_while_deciding_changes_nothing) {
  const auto desk = std::make_shared<Desk>();
  desk->ask(add_five);
  desk->ask(tally::Command{tally::BreakDecision{}});
  desk->ask(add_five);
  desk->store->flush();
  BOOST_TEST((std::get<Trouble>(desk->said.at(1)).kind == Trouble::Kind::defect));
  BOOST_TEST(desk->shell.state().total == 10);
  BOOST_TEST(desk->journal->head().position == 2U);
}

BOOST_AUTO_TEST_CASE(a_defect_while_evolving_drops_its_events_and_keeps_the_earlier_ones) {
  const auto desk = std::make_shared<Desk>();
  desk->ask(add_five);
  desk->store->flush();
  desk->ask(add_five);  // Still being synced when the defect comes.
  desk->ask(tally::Command{tally::BreakEvolve{}});
  BOOST_TEST(desk->shell.state().total == 10);
  desk->ask(add_five);
  desk->store->flush();
  BOOST_TEST(desk->shell.state().total == 15);
  BOOST_TEST((std::get<Trouble>(desk->said.at(2)).kind == Trouble::Kind::defect));
  BOOST_TEST(desk->said_json(3) == R"({"total":15})");
}

BOOST_AUTO_TEST_CASE(recorded_time_never_runs_backwards) {
  const auto desk = std::make_shared<Desk>();
  desk->ask(add_five);
  desk->clock.at = nine - std::chrono::minutes{10};
  desk->ask(add_five);
  desk->store->flush();
  const auto events = desk->journal->read(0, 10).value();
  BOOST_TEST((events.at(0).at == nine));
  BOOST_TEST((events.at(1).at == nine));
}

BOOST_AUTO_TEST_CASE(only_a_failed_replay_quarantines_an_entity) {
  const auto disk = persistence::make_memory_disk();
  const auto before = std::make_shared<Desk>(disk);
  before->journal->append({{"tally", "main"}, 0, nine, {}, 0, 0, {}, {{9, 1, "0"}}, "{}"}, before);
  before->store->flush();
  const auto after = std::make_shared<Desk>(disk);
  BOOST_REQUIRE(after->shell.quarantine().has_value());
  BOOST_TEST(after->shell.quarantine()->find("position 1") != std::string::npos);
  after->ask(add_five);
  BOOST_TEST((std::get<Trouble>(after->said.at(0)).kind == Trouble::Kind::failure));
}

BOOST_AUTO_TEST_CASE(a_long_stream_is_recovered_from_a_snapshot_to_the_same_state) {
  const auto disk = persistence::make_memory_disk();
  const auto before = std::make_shared<Desk>(disk);
  for (int i = 0; i < 10'050; ++i) before->ask(tally::Command{tally::Add{1}});
  before->store->flush();
  before->ask(add_five);  // A snapshot rides along with a later group.
  before->store->flush();
  BOOST_TEST(before->journal->snapshots({"tally", "main"}).value().size() == 1U);
  const auto after = std::make_shared<Desk>(disk);
  BOOST_TEST(after->shell.state().total == 10'055);
  BOOST_TEST(after->shell.version() == 10'051U);
}

BOOST_AUTO_TEST_SUITE_END()
