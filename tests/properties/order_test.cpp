// The comparison behind every call: by each strategy and at each instant a total order over keys,
// in which time alone moves nobody past somebody of the same class.
#include "actors/waiting_room/rules/order/order.hpp"
#include "tests/properties/holds.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <chrono>
#include <vector>

using namespace atrium;
using namespace std::chrono_literals;
using atrium::properties::holds;
using namespace atrium::waiting_room;

namespace {

const Instant half_past_eight{Duration{1'795'221'000'000'000}};

// Few ranks and seconds, so that ties come often; a ticket's place in the day is its own.
std::vector<Key> any_keys() {
  const auto count = *rc::gen::inRange(2, 12);
  std::vector<Key> keys;
  for (int slot = 0; slot < count; ++slot) {
    const Rank rank{*rc::gen::inRange(0, 2), -*rc::gen::inRange(0, 4), *rc::gen::inRange(0, 2)};
    const auto since = half_past_eight + Duration{*rc::gen::inRange(0, 5)};
    const auto far = std::chrono::minutes{*rc::gen::inRange(0, 40)};
    const auto at = *rc::gen::arbitrary<bool>() ? since : since + far;
    keys.push_back({rank, {at, static_cast<Slot>(slot)}});
  }
  return keys;
}

struct Asked {
  Strategy strategy;
  Instant now;
  bool operator()(const Key& one, const Key& other) const {
    return goes_before(strategy, one, other, now);
  }
};

Strategy any_strategy() {
  using enum Weighing;
  Strategy strategy;
  strategy.order = *rc::gen::element(AppointmentOrder::booked_first, AppointmentOrder::by_time);
  strategy.weighing = *rc::gen::element(strict, ageing, ratio);
  strategy.weights = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 4));
  strategy.booked_weight = *rc::gen::inRange(0, 3);
  return strategy;
}

Asked any_asked() {
  return {any_strategy(), half_past_eight + std::chrono::minutes{*rc::gen::inRange(0, 90)}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(the_order)

BOOST_AUTO_TEST_CASE(is_total_by_every_strategy, *boost::unit_test::description("[Q-16] [Q-30]")) {
  holds("total", [] {
    const auto before = any_asked();
    const auto keys = any_keys();
    for (const auto& one : keys) {
      RC_ASSERT(!before(one, one));
      for (const auto& other : keys) {
        if (one.seniority.slot == other.seniority.slot) continue;
        RC_ASSERT(before(one, other) != before(other, one));
        for (const auto& third : keys) {
          RC_ASSERT(!before(one, other) || !before(other, third) || before(one, third));
        }
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(is_stable_among_those_whom_nothing_but_time_touches,
                     *boost::unit_test::description("[Q-16] [Q-30]")) {
  holds("stable", [] {
    auto before = any_asked();
    auto keys = any_keys();
    std::ranges::sort(keys, before);
    const auto then = keys;
    before.now += std::chrono::minutes{*rc::gen::inRange(0, 600)};
    std::ranges::sort(keys, before);
    const bool ages = before.strategy.weighing == Weighing::ageing;
    if (!ages) RC_ASSERT(keys == then);
    // Ages cross between classes, never within one.
    const auto of_rank = [](std::vector<Key> all, const Rank& rank) {
      std::erase_if(all, [&](const Key& key) { return key.rank != rank; });
      return all;
    };
    for (const auto& key : then) RC_ASSERT(of_rank(keys, key.rank) == of_rank(then, key.rank));
  });
}

BOOST_AUTO_TEST_SUITE_END()
