// What comes on top of what can be done is turned away at once: queries first, people's commands
// last.
#include "tests/host/house.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace atrium;
using namespace atrium::tests;
using host::Trouble;

namespace {

HouseOptions narrow() {
  HouseOptions options;
  options.host.admission = {.commands = 8, .reports = 4, .queries = 2};
  return options;
}

long turned_away(const House& house) {
  return std::ranges::count_if(house.said, [](const host::Outcome& outcome) {
    const auto* trouble = std::get_if<Trouble>(&outcome);
    return trouble != nullptr && trouble->kind == Trouble::Kind::overloaded;
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(admission)

BOOST_AUTO_TEST_CASE(commands_beyond_the_limit_are_turned_away_at_once_and_the_rest_is_answered) {
  House house{persistence::make_memory_disk(), narrow()};
  for (int i = 0; i < 20; ++i) house.ask("main", tally::Add{100});
  BOOST_TEST(turned_away(house) == 12);
  house.time->run_ready();
  BOOST_TEST(house.total("main") == 800);
  BOOST_TEST(house.host->vitals().front().turned_away == 12U);
  house.ask("main", tally::Add{100});  // There is room again.
  BOOST_TEST(turned_away(house) == 12);
}

BOOST_AUTO_TEST_CASE(reports_of_devices_are_shed_before_commands_of_people) {
  House house{persistence::make_memory_disk(), narrow()};
  for (int i = 0; i < 5; ++i) house.ask("main", tally::Add{100});
  house.ask("main", tally::Add{100}, {}, WhoKind::device);
  BOOST_TEST(turned_away(house) == 1);
  house.ask("main", tally::Add{100});
  BOOST_TEST(turned_away(house) == 1);
}

BOOST_AUTO_TEST_CASE(queries_are_shed_first) {
  House house{persistence::make_memory_disk(), narrow()};
  for (int i = 0; i < 2; ++i) house.ask("main", tally::Add{100});
  Trouble::Kind kind{};
  house.host->look<tally::Entity>(
      hall, "main", tally::Total{},
      host::Reply([&](const host::Outcome& outcome) { kind = std::get<Trouble>(outcome).kind; }));
  BOOST_TEST((kind == Trouble::Kind::overloaded));
  house.ask("main", tally::Add{100}, {}, WhoKind::device);
  BOOST_TEST(turned_away(house) == 0);
}

BOOST_AUTO_TEST_CASE(what_the_house_asks_itself_always_comes_in) {
  House house{persistence::make_memory_disk(), narrow()};
  for (int i = 0; i < 8; ++i) house.ask("main", tally::Add{5});
  house.ask("main", tally::Add{5}, {}, WhoKind::policy);
  BOOST_TEST(turned_away(house) == 0);
  house.time->run_ready();
  BOOST_TEST(house.total("mirror") == 9 * 105);
}

BOOST_AUTO_TEST_CASE(a_closed_house_takes_no_commands_and_answers_queries,
                     *boost::unit_test::description("[SC-09]")) {
  House house{persistence::make_memory_disk()};
  house.host->close_admission("disk.full: free some space");
  house.ask("main", tally::Add{100});
  const auto& trouble = std::get<Trouble>(house.said.at(0));
  BOOST_TEST((trouble.kind == Trouble::Kind::overloaded));
  BOOST_TEST(trouble.detail.starts_with("disk.full: "));
  BOOST_TEST(trouble.retry_after.count() > 1);
  BOOST_TEST(house.total("main") == 0);
  house.host->open_admission();
  house.ask("main", tally::Add{100});
  BOOST_TEST(house.total("main") == 100);
}

BOOST_AUTO_TEST_SUITE_END()
