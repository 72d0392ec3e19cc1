// A hall that stood still for nine days with its policies' cursors far behind their effects, as
// after a power cut between effect and cursor, or a restore.
#include "ops/halls/read.hpp"
#include "persistence/journal/memory_journal.hpp"
#include "persistence/vault/vault.hpp"
#include "runtime/host/virtual_time.hpp"
#include "runtime/node/assembly.hpp"
#include "simulation/built_in.hpp"
#include "simulation/crowd/crowd.hpp"

#include <boost/test/unit_test.hpp>

#include <map>

using namespace atrium;
using namespace std::chrono_literals;

namespace {

const Instant six = *from_iso8601("2026-11-23T06:00:00+08:00");

// The production actors over a disk that outlives them.
struct Stay {
  Stay(const std::shared_ptr<persistence::MemoryDisk>& disk, persistence::Vault& vault,
       const halls::Definition& hall, Instant start)
      : store(persistence::make_memory_store(disk)), clock(start), partition(hall.hall) {
    host::HostOptions options;
    options.virtual_time = true;
    auto made = node::Assembly::make(*store, clock, vault, {hall}, options);
    BOOST_REQUIRE(made.has_value());
    assembly = std::move(*made);
    time = std::make_unique<host::VirtualTime>(assembly->host(), clock);
    assembly->start();
    time->run_ready();
    BOOST_REQUIRE(assembly->await_configured().empty());
  }
  ~Stay() {
    assembly->stop();
    time.reset();
    assembly.reset();
    store->close();
  }

  void crowd_until(Instant end, const std::string& run) {
    simulation::Crowd crowd(assembly->host(), assembly->halls(),
                            simulation::load_profile("weekday").value(), {7, run});
    crowd.begin(clock.now());
    for (auto next = crowd.next(); next && *next < end; next = crowd.next()) {
      if (*next > clock.now()) time->run_until(*next);
      crowd.step(clock.now());
      time->run_ready();
    }
  }

  [[nodiscard]] Journal& journal() const { return assembly->host().feed(partition)->journal(); }

  std::unique_ptr<persistence::MemoryStore> store;
  host::VirtualClock clock;
  PartitionId partition;
  std::unique_ptr<node::Assembly> assembly;
  std::unique_ptr<host::VirtualTime> time;
};

std::vector<Envelope> all(const Journal& journal) {
  auto events = journal.read(0, 1'000'000);
  BOOST_REQUIRE(events.has_value());
  return std::move(*events);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(nine_days, *boost::unit_test::description("[SC-10]"))

BOOST_AUTO_TEST_CASE(a_nine_day_stop_doubles_no_effect_of_a_policy) {
  const auto hall =
      std::get<halls::Definition>(halls::parse(simulation::built_in_halls().front().second));
  const auto disk = persistence::make_memory_disk();
  const auto vault = persistence::make_memory_vault();
  std::map<std::string, Position> ends;
  Position head = 0;
  std::string client;
  {
    Stay morning(disk, *vault, hall, six);
    morning.crowd_until(six + 5h, "monday");
    auto& journal = morning.journal();
    head = journal.head().position;
    for (const auto& event : all(journal)) {
      if (event.who.kind == WhoKind::policy) ends["policy/" + event.who.id] = event.cause;
      if (client.empty() && is_client_command_id(event.command.text)) client = event.command.text;
    }
    for (const auto& [name, end] : ends) journal.move_cursor(name, 0);
  }
  BOOST_TEST_REQUIRE(ends.size() >= 3u);

  Stay later(disk, *vault, hall, six + 9 * 24h);
  later.time->run_until(later.clock.now() + 1h);
  const auto events = all(later.journal());
  std::map<std::string, Position> effects;  // Command id of a policy → the commit it led to.
  std::size_t before = 0;
  for (const auto& event : events) {
    if (event.who.kind != WhoKind::policy || !event.last) continue;
    before += event.position <= head ? 1 : 0;
    const auto [first, fresh] = effects.emplace(event.command.text, event.position);
    BOOST_TEST(fresh, event.command.text << " took effect at " << first->second << " and at "
                                         << event.position);
  }
  BOOST_TEST(before > 100u);
  for (const auto& [name, end] : ends)  // They did go through all of it again.
    BOOST_TEST(later.journal().cursor(name).value() >= end, name);
  // It was not the clients' replies that held them back: those are forgotten by now.
  BOOST_TEST(!later.journal().find_reply({client}).value().has_value());
}

BOOST_AUTO_TEST_SUITE_END()
