// How windows call, changed while the hall runs; and the bound on being overtaken.
#include "tests/actors/waiting_room/room.hpp"

#include <functional>

using namespace atrium;
using namespace atrium::waiting_room;
using boost::unit_test::description;

namespace {

SetStrategy named(const std::string& name, std::vector<WindowId> windows = {}) {
  return {std::move(windows), name, std::nullopt};
}
SetStrategy of_value(const std::function<void(Strategy&)>& change) {
  Strategy strategy;
  change(strategy);
  return {{}, "", strategy};
}
void bad(const std::function<void(Strategy&)>& change) {
  auto room = open_room();
  room.when(of_value(change)).then_refused(RefusalKind::invalid, "strategy.bad_value");
}

// A001 to A003 wait, and one of class 1.
Room three_and_a_higher_class() {
  auto room = open_room();
  room.did(take(passport), take(passport), take(passport), take(passport, 1));
  return room;
}

Configuration with(const std::function<void(Configuration&)>& change) {
  auto configuration = hall();
  configuration.version = "2";
  change(configuration);
  return configuration;
}

std::string in_force(Room& room, const WindowId& id) {
  return window(room, id).strategy.value().in_force.name;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(strategies)

BOOST_AUTO_TEST_CASE(a_strategy_holds_for_some_windows_from_the_next_call_on,
                     *description("[Q-30]")) {
  auto room = open_room();
  room.at(nine).did(take(passport)).at(nine + 10min).did(check_in(passport, nine + 10min));
  room.did(named("by_time", {window_2}));
  BOOST_TEST(calls(room, window_2) == "A001");
  BOOST_TEST(calls(room, window_1) == "A002");
  BOOST_TEST(in_force(room, window_1) == "booked_first");
  BOOST_TEST(window(room, window_2).strategy->set);
}

BOOST_AUTO_TEST_CASE(a_strategy_of_no_window_is_of_all, *description("[Q-30]")) {
  auto room = open_room();
  room.did(named("by_time", {window_2}), named("ageing"));
  BOOST_TEST(in_force(room, window_1) == "ageing");
  BOOST_TEST(in_force(room, window_2) == "ageing");
  room.did(named(""));
  BOOST_TEST(in_force(room, window_2) == "booked_first");
  BOOST_TEST(!window(room, window_2).strategy->set);
}

BOOST_AUTO_TEST_CASE(a_strategy_outlives_a_restart_and_the_day, *description("[Q-30]")) {
  auto room = open_room();
  room.did(named("ageing", {window_1})).at(turn + 1h).did(take(passport));
  auto woken = load(save(room.state()));
  BOOST_TEST(woken.facts.windows[0].strategy->name == "ageing");
}

BOOST_AUTO_TEST_CASE(a_strategy_that_nobody_knows_is_refused) {
  auto room = open_room();
  room.when(named("nonsense")).then_refused(RefusalKind::not_found, "strategy.unknown");
  room.when(named("by_time", {WindowId{"9"}}));
  room.then_refused(RefusalKind::not_found, "window.unknown");
}

BOOST_AUTO_TEST_CASE(a_strategy_of_values_out_of_range_is_refused) {
  bad([](auto& strategy) { strategy.weights = {-1}; });
  bad([](auto& strategy) { strategy.weights = std::vector<int>(11, 1); });
  bad([](auto& strategy) { strategy.booked_weight = 100; });
  bad([](auto& strategy) { strategy.higher = 0; });
  bad([](auto& strategy) { strategy.lower = 100; });
  bad([](auto& strategy) { strategy.overtaken_max = -1; });
  bad([](auto& strategy) { strategy.overtaken_s = 86'401; });
}

BOOST_AUTO_TEST_CASE(a_definition_whose_strategies_are_wrong_is_refused) {
  auto room = open_room();
  room.when(Configure{with([](auto& c) { c.strategy = "nonsense"; })});
  room.then_refused(RefusalKind::not_found, "strategy.unknown");
  room.when(Configure{with([](auto& c) { c.windows[0].strategy = "nonsense"; })});
  room.then_refused(RefusalKind::not_found, "strategy.unknown");
  room.when(Configure{with([](auto& c) { c.strategies.emplace_back(); })});
  room.then_refused(RefusalKind::invalid, "configuration.duplicate");
}

BOOST_AUTO_TEST_CASE(a_definition_overrules_what_was_set_only_where_it_says_something_new,
                     *description("[Q-30]")) {
  auto room = open_room();
  room.did(named("ageing"));
  room.did(Configure{with([](auto& c) { c.windows[0].strategy = "by_time"; })});
  BOOST_TEST(in_force(room, window_1) == "by_time");
  BOOST_TEST(in_force(room, window_2) == "ageing");
  room.did(Configure{with([](auto& c) { c.strategy = "ratio"; })});
  BOOST_TEST(in_force(room, window_2) == "ratio");
}

BOOST_AUTO_TEST_CASE(nobody_is_overtaken_more_often_than_the_bound_says, *description("[Q-30]")) {
  auto room = three_and_a_higher_class();
  room.did(of_value([](auto& strategy) { strategy.overtaken_max = 1; }));
  room.did(take(passport, 2));
  BOOST_TEST(serves_next(room, window_1) == "A005");
  BOOST_TEST(serves_next(room, window_1) == "A001");
  const auto why = ticket(room, "A001").why.value();
  BOOST_TEST(why.bound == "times");
  BOOST_TEST(why.times == 1);
  BOOST_TEST(serves_next(room, window_1) == "A002");
}

BOOST_AUTO_TEST_CASE(a_bound_of_zero_is_none) {
  auto room = three_and_a_higher_class();
  room.did(of_value([](auto& strategy) { strategy.overtaken_max = strategy.overtaken_s = 0; }));
  for (int i = 0; i < 7; ++i) {
    room.did(take(passport, 1));
    room.at(nine + i * 1h);
    BOOST_TEST(serves_next(room, window_1) != "A001");
  }
}

BOOST_AUTO_TEST_CASE(a_call_that_is_taken_back_leaves_its_ticket_as_overtaken_as_it_was) {
  auto room = three_and_a_higher_class();
  room.did(CallNext{window_1});
  BOOST_TEST(room.fact<Called>().number == "A004");
  BOOST_TEST(calls(room, window_2) == "A001");
  BOOST_TEST(room.fact<Called>().why.times == 1);
  room.did(Undo{window_2});
  BOOST_TEST(calls(room, window_2) == "A001");
  BOOST_TEST(room.fact<Called>().why.times == 1);
}

BOOST_AUTO_TEST_CASE(a_new_wait_begins_with_nobody_having_overtaken) {
  auto room = three_and_a_higher_class();
  room.did(CallNext{window_1}, CallNext{window_2}, Park{window_2});
  room.did(Unpark{window_2, "A001"});
  BOOST_TEST(calls(room, window_2) == "A001");
  BOOST_TEST(room.fact<Called>().why.times == 0);
}

BOOST_AUTO_TEST_CASE(ageing_records_its_weight_and_score, *description("[Q-30]")) {
  auto room = open_room();
  SetStrategy ask{{}, "", Strategy{}};
  ask.value->weighing = Weighing::ageing;
  ask.value->weights = {0, 4};
  ask.value->booked_weight = 2;
  room.did(ask).at(nine).did(take(passport), take(passport, 1));
  room.at(nine + 1min).did(check_in(passport, nine + 1min)).at(nine + 2min);
  BOOST_TEST(calls(room, window_1) == "A002");
  const auto why = room.fact<Called>().why;
  BOOST_TEST(why.weight == 4);
  BOOST_TEST((why.score == 600s));
  BOOST_TEST(calls(room, window_2) == "A003");
  BOOST_TEST((room.fact<Called>().why.score == 180s));
}

BOOST_AUTO_TEST_CASE(a_ratio_records_how_far_each_class_has_come, *description("[Q-30]")) {
  auto room = three_and_a_higher_class();
  room.did(named("ratio"));
  BOOST_TEST(calls(room, window_1) == "A004");
  const auto why = room.fact<Called>().why;
  BOOST_TEST(why.higher == 2);
  BOOST_TEST(why.lower == 1);
  BOOST_TEST((why.turns == std::vector<Turn>{{2, 1, 0}}));
}

BOOST_AUTO_TEST_CASE(the_last_calls_are_told_with_why, *description("[Q-30]")) {
  auto room = three_and_a_higher_class();
  room.at(nine + 1min).did(CallNext{window_1}).at(nine + 2min).did(CallNext{window_2});
  const auto all = room.answer<CallsView>(Calls{}).calls;
  BOOST_TEST_REQUIRE(all.size() == 2U);
  BOOST_TEST(all[0].number == "A001");
  BOOST_TEST(all[1].why.overtook == 3);
  BOOST_TEST(room.answer<CallsView>(Calls{window_1, 50}).calls.size() == 1U);
  BOOST_TEST(room.answer<CallsView>(Calls{{}, 1}).calls.front().number == "A001");
  BOOST_TEST(room.refused_answer(Calls{{}, 0}) == "tickets.bad_limit");
  BOOST_TEST(room.refused_answer(Calls{WindowId{"9"}, 1}) == "window.unknown");
}

BOOST_AUTO_TEST_CASE(a_window_tells_who_is_next_and_why, *description("[Q-28]")) {
  auto room = three_and_a_higher_class();
  const auto view = window(room, window_1);
  BOOST_TEST(view.next.value().number == "A004");
  BOOST_TEST(view.next->why.strategy == "booked_first");
  BOOST_TEST(!window(room, window_4).next.has_value());
}

BOOST_AUTO_TEST_SUITE_END()
