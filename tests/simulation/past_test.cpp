// The kept past of a simulated day in both halls, against a second, plain reckoning over the
// journal's events as JSON, which shares no code with the first.
#include "actors/statistics/definitions.hpp"
#include "ops/halls/read.hpp"
#include "persistence/codec/entities/codecs.hpp"
#include "persistence/read/hall_records.hpp"
#include "simulation/built_in.hpp"
#include "simulation/json_fields.hpp"
#include "simulation/model/arrivals.hpp"
#include "simulation/statistics/happening.hpp"
#include "simulation/virtual_hall.hpp"
#include "tests/support/folder.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>

namespace atrium::simulation {
namespace {

using namespace std::chrono_literals;

const Instant six = at_local({}, std::chrono::local_days{std::chrono::year{2026} / 11 / 23} + 6h);

// Two halls after a day of their crowd, and the records of each.
struct Day {
  Day() {
    std::vector<halls::Definition> definitions;
    for (const auto& [name, text] : built_in_halls()) {
      definitions.push_back(std::get<halls::Definition>(halls::parse(text)));
    }
    hall = std::move(*VirtualHall::make(definitions, {six, {}}));
    Crowd crowd(hall->runtime(), hall->halls(), load_profile("weekday").value(), {3, "past"});
    crowd.begin(six);
    hall->run_until(six + std::chrono::days{1}, &crowd);
  }

  std::unique_ptr<persistence::HallRecords> open(const PartitionId& name) {
    const auto feed = hall->runtime().feed(name);
    auto records = std::make_unique<persistence::HallRecords>(
        folder.path(), name.value,
        [feed](Position after, std::size_t limit, const auto& each) {
          return feed->visit(after, limit, each);
        },
        persistence::HallRecords::Readers{persistence::make_waiting_room_codec(*vault),
                                          persistence::make_evaluation_codec(*vault)});
    for (;;) {
      const auto step = records->step();
      BOOST_REQUIRE_MESSAGE(step, (step ? "" : step.error().what));
      if (*step == persistence::HallRecords::Progress::caught_up) return records;
    }
  }

  statistics::Table table(const persistence::HallRecords& records, statistics::By by) const {
    statistics::Ask ask;
    ask.by = by;
    ask.target = 15min;
    ask.now = hall->now();
    ask.from = ask.to = business_day(records.calendar().zone, records.calendar().reset, six + 6h);
    return statistics::tally(records.rows(ask).value(), ask);
  }

  std::unique_ptr<VirtualHall> hall;
  std::unique_ptr<persistence::Vault> vault = persistence::make_memory_vault();
  Folder folder;
};

// Adds up what each event says of itself.
struct Plain {
  std::map<std::string, int> arrived, finished, levels;
  std::map<std::string, double> waits_s, served_s, serving_s;
  std::map<std::string, std::pair<Instant, std::string>> waiting;  // Ticket → since, service.
  std::map<std::string, Instant> called, started;
  int no_shows = 0;

  void see(const Happening& one) {
    const auto ticket = text_at(one.data, "ticket");
    const auto window = text_at(one.data, "window");
    const auto seconds = [](Duration time) { return std::chrono::duration<double>(time).count(); };
    if (one.type == "waiting_room.issued") {
      ++arrived[text_at(one.data, "service")];
      waiting[ticket] = {one.at, text_at(one.data, "service")};
    } else if (one.type == "waiting_room.called" || one.type == "waiting_room.recalled") {
      called[ticket] = one.at;
    } else if (one.type == "waiting_room.started") {
      started[ticket] = one.at;
      waits_s[waiting[ticket].second] += seconds(called[ticket] - waiting[ticket].first);
    } else if (one.type == "waiting_room.finished") {
      ++finished[window];
      serving_s[window] += seconds(one.at - started[ticket]);
    } else if (one.type == "waiting_room.no_show") {
      ++no_shows;
    } else if (one.type == "evaluation.given") {
      ++levels[window];
    }
  }
};

double sum_s(const std::vector<Duration>& all) {
  Duration sum{};
  for (const auto one : all) sum += one;
  return std::chrono::duration<double>(sum).count();
}

BOOST_AUTO_TEST_SUITE(past)

BOOST_AUTO_TEST_CASE(the_figures_of_a_simulated_day_are_those_of_a_plain_reckoning,
                     *boost::unit_test::description("[Q-39]")) {
  Day day;
  for (const auto& definition : day.hall->halls()) {
    Plain plain;
    BOOST_REQUIRE(read_on(day.hall->runtime(), definition.hall, 0, {},
                          [&](const Happening& one) { plain.see(one); }));
    const auto records = day.open(definition.hall);
    const auto services = day.table(*records, statistics::By::service);
    using statistics::Count;
    for (const auto& [service, figures] : services.groups) {
      BOOST_TEST(figures[Count::arrived] == plain.arrived[service]);
      BOOST_TEST(sum_s(figures.waits) == plain.waits_s[service],
                 boost::test_tools::tolerance(1e-9));
    }
    const auto windows = day.table(*records, statistics::By::window);
    for (const auto& [window, figures] : windows.groups) {
      BOOST_TEST(figures[Count::served] == plain.finished[window]);
      BOOST_TEST(figures[Count::rated] == plain.levels[window]);
      BOOST_TEST(sum_s(figures.services) == plain.serving_s[window],
                 boost::test_tools::tolerance(1e-9));
      BOOST_TEST(figures.serving <= figures.open);
    }
    BOOST_TEST(services.total[Count::no_show] == plain.no_shows);
    BOOST_TEST(services.total[Count::arrived] > 100);
  }
}

BOOST_AUTO_TEST_CASE(whatever_came_is_settled_in_one_way_or_still_open_in_every_period) {
  Day day;
  const auto records = day.open(day.hall->halls().front().hall);
  using statistics::By;
  using statistics::Count;
  for (const auto by : {By::hall, By::service, By::half_hour, By::day}) {
    for (const auto& [key, f] : day.table(*records, by).groups) {
      const int left = f[Count::served] + f[Count::passed_on] + f[Count::no_show] +
                       f[Count::voided] + f[Count::closed_unserved] + f[Count::still_open];
      BOOST_TEST(f[Count::arrived] + f[Count::carried_over] == left);
      for (const auto& definition : statistics::definitions()) {
        BOOST_TEST(definition.read(f).value_or(0) >= 0);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(records_go_on_behind_their_cursor_after_a_restart) {
  Day day;
  const auto name = day.hall->halls().back().hall;
  const auto before = day.table(*day.open(name), statistics::By::hall).total.count;
  const auto records = day.open(name);
  BOOST_TEST(records->take_note() == "");  // Nothing was made anew.
  BOOST_TEST(day.table(*records, statistics::By::hall).total.count == before);
}

BOOST_AUTO_TEST_CASE(records_of_another_history_are_made_anew) {
  Day day;
  const auto name = day.hall->halls().back().hall;
  const auto before = day.table(*day.open(name), statistics::By::hall).total.count;
  const auto own = day.folder / (name.value + ".sqlite");
  {
    const auto other = day.open(day.hall->halls().front().hall);
    (void)other;
  }
  std::filesystem::copy_file(day.folder / (day.hall->halls().front().hall.value + ".sqlite"),
                             own, std::filesystem::copy_options::overwrite_existing);
  const auto records = day.open(name);
  BOOST_TEST(records->take_note().find("another history") != std::string::npos);
  BOOST_TEST(day.table(*records, statistics::By::hall).total.count == before);
}

BOOST_AUTO_TEST_CASE(damaged_records_are_made_anew) {
  Day day;
  const auto name = day.hall->halls().back().hall;
  const auto before = day.table(*day.open(name), statistics::By::hall).total.count;
  const auto own = day.folder / (name.value + ".sqlite");
  std::filesystem::resize_file(own, std::filesystem::file_size(own) / 2);
  const auto records = day.open(name);
  BOOST_TEST(!records->take_note().empty());
  BOOST_TEST(day.table(*records, statistics::By::hall).total.count == before);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace atrium::simulation
