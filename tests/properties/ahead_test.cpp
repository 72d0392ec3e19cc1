// What people are told of their place against what then comes: where nobody comes any more and
// nobody is protected from being overtaken, `ahead` is how many are called before, by every
// strategy; and a reminder comes with the call that leaves few enough.
#include "actors/waiting_room/waiting_room.hpp"
#include "tests/properties/holds.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <vector>

using namespace atrium;
using namespace std::chrono_literals;
using atrium::properties::holds;
using namespace atrium::waiting_room;

namespace {

const Instant half_past_eight{Duration{1'795'221'000'000'000}};

Strategy any_strategy() {
  using enum Weighing;
  Strategy strategy;
  strategy.name = "any";
  strategy.order = *rc::gen::element(AppointmentOrder::booked_first, AppointmentOrder::by_time);
  strategy.weighing = *rc::gen::element(strict, ageing, ratio);
  strategy.higher = *rc::gen::inRange(1, 4);
  strategy.lower = *rc::gen::inRange(1, 4);
  strategy.overtaken_max = strategy.overtaken_s = 0;
  return strategy;
}

// Two windows that call from the same lines, one of which they serve only besides; where classes
// alternate, those turns are not told beforehand.
Configuration hall() {
  Configuration hall;
  hall.version = "1";
  hall.strategies = {any_strategy()};
  hall.strategy = "any";
  hall.remind_ahead = *rc::gen::inRange(0, 4);
  for (const auto& [id, prefix] : {std::pair{"a", "A"}, {"b", "B"}, {"c", "C"}}) {
    hall.series.push_back({SeriesId{id}, prefix, 3, 1, 0});
    hall.services.push_back({ServiceId{id}, SeriesId{id}, true, 300});
  }
  const bool alternates = hall.strategies.front().weighing == Weighing::ratio;
  for (const auto* id : {"1", "2"}) {
    WindowSetup window{WindowId{id}, {ServiceId{"a"}, ServiceId{"b"}}, {}, true};
    (alternates ? window.services : window.also).emplace_back("c");
    hall.windows.push_back(std::move(window));
  }
  return hall;
}

class Room {
 public:
  Room() {
    does(Configure{hall()});
    does(OpenWindow{WindowId{"1"}, {}});
    does(OpenWindow{WindowId{"2"}, {}});
  }

  std::vector<Event> does(const Command& command) {
    auto outcome = decide(state_, command, {now_, {}, {}});
    const auto* refusal = std::get_if<Refusal>(&outcome);
    if (refusal != nullptr) RC_FAIL(refusal->code + " " + refusal->detail);
    auto events = std::get<std::vector<Event>>(std::move(outcome));
    for (const auto& event : events) evolve(state_, event);
    return events;
  }

  void somebody_comes() {
    now_ += std::chrono::minutes{*rc::gen::inRange(0, 20)};
    Issue issue;
    issue.service = ServiceId{*rc::gen::element<std::string>("a", "b", "c")};
    issue.priority = *rc::gen::inRange(0, 3);
    if (*rc::gen::arbitrary<bool>()) {
      issue.appointment = Appointment{std::to_string(state_.facts.tickets.size()), now_};
    }
    does(issue);
  }

  [[nodiscard]] int ahead_of(const Ticket& ticket) const {
    const auto answer = look(state_, FindTicket{ticket.ticket}, now_);
    return std::get<TicketView>(std::get<Answer>(answer)).ahead.value();
  }

  [[nodiscard]] const State& state() const { return state_; }

 private:
  State state_;
  Instant now_ = half_past_eight;
};

template <class Fact>
std::vector<Fact> facts_of(const std::vector<Event>& events) {
  std::vector<Fact> facts;
  for (const auto& event : events) {
    if (const auto* fact = std::get_if<Fact>(&event)) facts.push_back(*fact);
  }
  return facts;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ahead)

BOOST_AUTO_TEST_CASE(is_how_many_are_called_before_and_brings_the_reminder_in_time,
                     *boost::unit_test::description("[Q-29] [Q-16]")) {
  holds("ahead", [] {
    Room room;
    const auto people = *rc::gen::inRange(1, 12);
    for (int i = 0; i < people; ++i) room.somebody_comes();
    std::map<TicketId, int> told;
    std::map<TicketId, int> due;  // The call that is to bring the reminder.
    for (const auto& ticket : room.state().facts.tickets) {
      const auto ahead = room.ahead_of(ticket);
      told[ticket.ticket] = ahead;
      const auto few = room.state().facts.configuration->remind_ahead;
      if (ticket.remind && ahead > 0) due[ticket.ticket] = std::max(0, ahead - few - 1);
    }
    std::map<TicketId, int> reminded;
    for (int call = 0; call < people; ++call) {
      const WindowId window{*rc::gen::element<std::string>("1", "2")};
      const auto events = room.does(CallNext{window});
      RC_ASSERT(told.at(facts_of<Called>(events).at(0).ticket) == call);
      for (const auto& fact : facts_of<Reminded>(events)) {
        RC_ASSERT(fact.ahead == told.at(fact.ticket) - call - 1);
        RC_ASSERT(reminded.emplace(fact.ticket, call).second);
      }
      room.does(ReportNoShow{window});
    }
    RC_ASSERT(reminded == due);
  });
}

BOOST_AUTO_TEST_SUITE_END()
