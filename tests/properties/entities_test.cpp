// What holds for every entity, whatever it is asked and in whatever order.
#include "tests/properties/holds.hpp"
#include "tests/properties/run.hpp"

#include <set>

using namespace atrium;
using namespace atrium::properties;

using AllEntities = Entities;

BOOST_AUTO_TEST_SUITE(properties)

BOOST_AUTO_TEST_CASE_TEMPLATE(
    rules_change_nothing_and_facts_fold_to_one_state_however_it_is_come_by, E, AllEntities) {
  holds(std::string(E::kind), [] {
    const auto steps = *courses<E>(3);
    Run<E>{}.go(steps);
  });
}

// Else the rule above would hold for nothing.
BOOST_AUTO_TEST_CASE_TEMPLATE(random_courses_reach_every_event_and_refusals_too, E, AllEntities) {
  std::set<std::size_t> reached;
  std::size_t refused = 0;
  holds(
      std::string(E::kind),
      [&] {
        Run<E> run;
        run.go(*courses<E>(8));
        for (const auto& event : run.history()) reached.insert(event.index());
        refused += run.refused();
      },
      300);
  for (std::size_t event = 0; event < std::variant_size_v<typename E::Event>; ++event) {
    BOOST_TEST(reached.contains(event), E::kind << " event " << event << " never came");
  }
  const bool never_refuses = std::same_as<E, hall::Entity> || std::same_as<E, window::Entity>;
  BOOST_TEST((refused > 0 || never_refuses), E::kind << " refused nothing");
}

BOOST_AUTO_TEST_SUITE_END()
