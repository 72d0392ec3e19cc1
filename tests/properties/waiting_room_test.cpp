// What a waiting room owes beyond what every entity does, said a second time and simply: from the
// tickets alone, without its indexes. The order, the numbers, one state and one place for each.
#include "tests/properties/holds.hpp"
#include "tests/properties/run.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>

using namespace atrium;
using namespace atrium::properties;
using namespace atrium::waiting_room;

namespace {

using Course = Run<Entity>;
using Events = std::vector<Event>;

bool competes(const Ticket& ticket, Instant now) {
  return ticket.standing.status == Status::waiting && ticket.due <= now;
}

// What the order of a line compares, least first; the place in the order of issue makes it total.
auto rank(const Facts& facts, const Ticket& ticket, bool booked_first = true) {
  return std::tuple(!ticket.standing.front, -ticket.priority, !(booked_first && ticket.booked),
                    ticket.standing.effective, &ticket - facts.tickets.data());
}
auto seniority(const Facts& facts, const Ticket& ticket) {
  return std::tuple(ticket.standing.effective, &ticket - facts.tickets.data());
}

// As it stands in the room, else by name out of the definition or of those that are always there.
Strategy strategy_at(const Facts& facts, const WindowId& id) {
  const auto window = std::ranges::find(facts.windows, id, &Window::window);
  if (window->strategy) return *window->strategy;
  Strategy strategy;
  strategy.order = facts.configuration->appointment_order;
  return strategy;
}

using Waiting = std::vector<const Ticket*>;
struct Lines {
  Waiting own;
  Waiting also;
};

bool is_bound_to(const Standing& standing, const Window& window) {
  return standing.bound == window.window ||
         (standing.bound_staff && standing.bound_staff == window.staff);
}

// Those who compete for the window's own services or are bound to it or to whoever works there, and
// those for the services that it also serves.
Lines lines_at(const Facts& facts, const WindowId& id, Instant now) {
  const auto& windows = facts.configuration->windows;
  const auto setup = std::ranges::find(windows, id, &WindowSetup::window);
  RC_ASSERT(setup != windows.end());
  const auto window = std::ranges::find(facts.windows, id, &Window::window);
  Lines lines;
  for (const auto& ticket : facts.tickets) {
    const auto& standing = ticket.standing;
    if (!competes(ticket, now)) continue;
    const auto is_of = [&](const auto& services) {
      return !standing.binds() && std::ranges::count(services, standing.service) > 0;
    };
    if (is_bound_to(standing, *window) || is_of(setup->services)) lines.own.push_back(&ticket);
    if (is_of(setup->also)) lines.also.push_back(&ticket);
  }
  return lines;
}

Waiting both(Lines lines) {
  lines.own.insert(lines.own.end(), lines.also.begin(), lines.also.end());
  return std::move(lines.own);
}

const Ticket* highest_score(const Facts& facts, const Strategy& strategy, const Waiting& line,
                            Instant now) {
  const auto key = [&](const Ticket* ticket) {
    const auto priority = static_cast<std::size_t>(ticket->priority);
    const auto weight =
        priority < strategy.weights.size() ? strategy.weights[priority] : ticket->priority;
    const auto factor = 1 + weight + (ticket->booked ? strategy.booked_weight : 0);
    return std::tuple(!ticket->standing.front, -(now - ticket->standing.effective) * factor,
                      ticket - facts.tickets.data());
  };
  return *std::ranges::min_element(line, {}, key);
}

// The first of the class whose turn it is; whoever stands in front needs none.
const Ticket* in_turn(const Facts& facts, const Strategy& strategy, Waiting line,
                      const std::vector<Turn>& turns) {
  const bool booked_first = strategy.order == AppointmentOrder::booked_first;
  const auto tier = [&](const Ticket* ticket) {
    return 2 * ticket->priority + (booked_first && ticket->booked ? 1 : 0);
  };
  const auto exhausted = [&](int of) {
    return std::ranges::any_of(
        turns, [&](const Turn& turn) { return turn.tier == of && turn.taken >= strategy.higher; });
  };
  std::ranges::sort(line, {},
                    [&](const Ticket* ticket) { return rank(facts, *ticket, booked_first); });
  if (line.front()->standing.front) return line.front();
  const auto lowest = std::ranges::min(line, {}, tier);
  const auto first = std::ranges::find_if(line, [&](const Ticket* ticket) {
    return !exhausted(tier(ticket)) || tier(ticket) == tier(lowest);
  });
  return *first;
}

const Ticket* expected_at(const Course& run, const WindowId& id) {
  const auto facts = std::make_shared<Facts>(save(run.state_before()));
  static std::shared_ptr<Facts> kept;
  kept = facts;  // The ticket told stays good until the next question.
  const auto strategy = strategy_at(*facts, id);
  auto lines = lines_at(*facts, id, run.now());
  auto all = both(lines);
  if (all.empty()) return nullptr;
  std::ranges::sort(all, {}, [&](const Ticket* ticket) { return seniority(*facts, *ticket); });
  for (const auto* ticket : all) {
    const auto& mark = ticket->overtaken;
    const bool often = strategy.overtaken_max > 0 && mark.times >= strategy.overtaken_max;
    const bool long_since = strategy.overtaken_s > 0 && mark.since &&
                            run.now() - *mark.since >= std::chrono::seconds{strategy.overtaken_s};
    if (often || long_since) return ticket;
  }
  auto line = !strategy.own_first ? all : lines.own.empty() ? lines.also : lines.own;
  if (strategy.weighing == Weighing::ageing) {
    return highest_score(*facts, strategy, line, run.now());
  }
  if (strategy.weighing == Weighing::ratio) {
    const auto window = std::ranges::find(facts->windows, id, &Window::window);
    return in_turn(*facts, strategy, line, strategy.per_window ? window->turns : facts->turns);
  }
  const bool booked_first = strategy.order == AppointmentOrder::booked_first;
  return *std::ranges::min_element(
      line, {}, [&](const Ticket* ticket) { return rank(*facts, *ticket, booked_first); });
}

void check_called(const Course& run, const Step<Entity>& step, const Events& events) {
  const auto* ask = std::get_if<CallNext>(&step.command);
  const bool day_ended = std::ranges::any_of(
      events, [](const Event& event) { return std::holds_alternative<DayEnded>(event); });
  if (ask == nullptr || day_ended) return;
  const auto* expected = expected_at(run, ask->window);
  RC_ASSERT(events.empty() == (expected == nullptr));
  if (expected != nullptr) {
    RC_ASSERT(std::get<Called>(events.front()).ticket == expected->ticket);
  }
}

// Who was overtaken how often and since when, counted anew: nobody beyond the bounds of the window
// that calls.
class Overtaking {
 public:
  void operator()(const Course& run, const Step<Entity>&, const Events& events) {
    const auto& before = run.state_before().facts;
    if (before.day != run.state().facts.day) return marks_.clear();
    if (!events.empty()) {
      if (const auto* fact = std::get_if<Called>(&events.front())) count(run, *fact);
    }
    for (const auto& ticket : run.state().facts.tickets) {
      if (ticket.standing.status == Status::waiting || held(ticket)) continue;
      marks_.erase(ticket.ticket);
    }
    for (const auto& event : events) {
      if (const auto* fact = std::get_if<Transferred>(&event)) marks_.erase(fact->ticket);
      if (const auto* fact = std::get_if<ServiceFinished>(&event)) marks_.erase(fact->ticket);
      if (const auto* fact = std::get_if<Returned>(&event)) marks_.erase(fact->ticket);
    }
  }

 private:
  static bool held(const Ticket& ticket) {  // A call can be taken back.
    return ticket.standing.status == Status::called || ticket.standing.status == Status::serving;
  }

  void count(const Course& run, const Called& fact) {
    const auto& before = run.state_before().facts;
    const auto called = std::ranges::find(before.tickets, fact.ticket, &Ticket::ticket);
    if (fact.special || called->standing.binds()) return;
    const auto strategy = strategy_at(before, fact.window);
    for (const auto* ticket : both(lines_at(before, fact.window, run.now()))) {
      if (seniority(before, *ticket) >= seniority(before, *called)) continue;
      auto& mark = marks_[ticket->ticket];
      RC_ASSERT(strategy.overtaken_max == 0 || mark.times < strategy.overtaken_max);
      RC_ASSERT(strategy.overtaken_s == 0 || !mark.since ||
                run.now() - *mark.since < std::chrono::seconds{strategy.overtaken_s});
      ++mark.times;
      if (!mark.since) mark.since = run.now();
    }
  }

  std::map<TicketId, Mark> marks_;
};

// The index lists exactly who competes, in the order of the ranks. A rank depends on nothing but
// the ticket, so of two that are not touched the first stays first.
void check_lines(const Course& run, const Step<Entity>&, const Events&) {
  const auto& room = run.state();
  std::map<TicketId, int> seen;
  const auto look_at = [&](const Line& line) {
    std::vector<Key> keys;
    line.list(run.now(), room.facts.tickets.size(), keys);
    std::ranges::sort(keys);
    RC_ASSERT(std::ranges::adjacent_find(keys) == keys.end());
    std::vector<std::size_t> slots;
    for (const auto& key : keys) slots.push_back(key.seniority.slot);
    RC_ASSERT(std::ranges::is_sorted(slots, {}, [&](std::size_t slot) {
      return rank(room.facts, room.facts.tickets.at(slot));
    }));
    for (const auto slot : slots) ++seen[room.facts.tickets[slot].ticket];
  };
  for (const auto& line : room.index.lines) look_at(line);
  for (const auto& line : room.index.bound) look_at(line);
  for (const auto& ticket : room.facts.tickets) {
    RC_ASSERT(seen[ticket.ticket] == (competes(ticket, run.now()) ? 1 : 0));
  }
}

// In one state, at one window at most, and counted once.
void check_states(const Course& run, const Step<Entity>&, const Events&) {
  const auto& [facts, index, counts] = run.state();
  std::map<TicketId, std::vector<WindowId>> held;
  for (const auto& window : facts.windows) {
    if (!window.current) continue;
    held[*window.current].push_back(window.window);
    RC_ASSERT(window.intake == Intake::open);
  }
  std::map<Status, int> counted;
  for (const auto& ticket : facts.tickets) {
    const auto status = ticket.standing.status;
    ++counted[status];
    const bool is_held = status == Status::called || status == Status::serving;
    RC_ASSERT(held[ticket.ticket].size() == (is_held ? 1u : 0u));
    if (is_held) RC_ASSERT(ticket.standing.window == held[ticket.ticket].front());
    RC_ASSERT(is_held || status == Status::parked || ticket.standing.parked_at == std::nullopt ||
              status == Status::void_ || status == Status::unserved);
  }
  RC_ASSERT(held.size() <= facts.tickets.size());
  const std::vector<int> told{counts.waiting, counts.called,  counts.serving, counts.parked,
                              counts.done,    counts.no_show, counts.void_,   counts.unserved};
  for (std::size_t status = 0; status < told.size(); ++status) {
    RC_ASSERT(told[status] == counted[static_cast<Status>(status)]);
  }
  RC_ASSERT(std::cmp_equal(counts.issued + counts.carried, facts.tickets.size()));
}

// What only few events may do to a ticket; every other move is a broken rule.
bool may_follow(Status from, Status to, const Events& events) {
  const bool undone = std::ranges::any_of(
      events, [](const Event& event) { return std::holds_alternative<Undone>(event); });
  static const std::set<std::pair<Status, Status>> moves{
      {Status::waiting, Status::called}, {Status::waiting, Status::void_},
      {Status::waiting, Status::parked}, {Status::called, Status::serving},
      {Status::called, Status::no_show}, {Status::called, Status::void_},
      {Status::called, Status::parked},  {Status::called, Status::waiting},
      {Status::serving, Status::done},   {Status::serving, Status::void_},
      {Status::serving, Status::parked}, {Status::serving, Status::waiting},
      {Status::parked, Status::waiting}, {Status::parked, Status::called},
      {Status::parked, Status::void_},   {Status::parked, Status::no_show},
      {Status::no_show, Status::called}, {Status::no_show, Status::void_},
      {Status::no_show, Status::parked}};
  return from == to || undone || moves.contains({from, to});
}

void check_moves(const Course& run, const Step<Entity>&, const Events& events) {
  const auto& before = run.state_before().facts;
  const auto& after = run.state().facts;
  if (before.day != after.day) return;
  RC_ASSERT(after.tickets.size() >= before.tickets.size());
  for (std::size_t i = 0; i < before.tickets.size(); ++i) {
    RC_ASSERT(before.tickets[i].ticket == after.tickets[i].ticket);
    RC_ASSERT(
        may_follow(before.tickets[i].standing.status, after.tickets[i].standing.status, events));
  }
}

// Of one series and day.
struct Numbers {
  int next = 1;
  std::map<std::string, std::set<int>> leased;  // Neither given out nor lapsed yet.
};

void take_number(Numbers& numbers, const Issued& fact) {
  if (!fact.offline) return RC_ASSERT(fact.value == numbers.next++);
  RC_ASSERT(numbers.leased[fact.offline->lease].erase(fact.value) == 1u);
}

void lease_numbers(Numbers& numbers, const BlockLeased& fact) {
  RC_ASSERT(fact.first == numbers.next);
  for (int value = fact.first; value <= fact.last; ++value) {
    numbers.leased[fact.lease].insert(value);
  }
  numbers.next = fact.last + 1;
}

// Dense from the series' start, each day anew: issued or, leased and unused, lapsed. A ticket's id
// is given once, and so is every number of a lease.
void check_numbers(const Course& run, const Step<Entity>&, const Events&) {
  std::map<std::pair<Day, SeriesId>, Numbers> all;
  std::set<TicketId> ids;
  Day day{};
  for (const auto& event : run.history()) {
    if (const auto* fact = std::get_if<Configured>(&event)) day = fact->day;
    if (const auto* fact = std::get_if<DayEnded>(&event)) {
      for (const auto& [series, numbers] : all) {
        for (const auto& [lease, left] : numbers.leased) RC_ASSERT(left.empty());
      }
      day = fact->next;
    }
    if (const auto* fact = std::get_if<BlockLeased>(&event)) {
      lease_numbers(all[{day, fact->series}], *fact);
    }
    if (const auto* fact = std::get_if<LeaseEnded>(&event)) {
      auto& left = all[{day, fact->series}].leased[fact->lease];
      RC_ASSERT(left == std::set<int>(fact->lapsed.begin(), fact->lapsed.end()));
      left.clear();
    }
    const auto* fact = std::get_if<Issued>(&event);
    if (fact == nullptr) continue;
    take_number(all[{day, fact->series}], *fact);
    RC_ASSERT(ids.insert(fact->ticket).second);
  }
}

// Of whatever many services, a visit has one number, is told once, and ends once.
void check_visits(const Course& run, const Step<Entity>&, const Events&) {
  std::map<TicketId, std::string> numbers;
  std::set<TicketId> reminded;
  for (const auto& event : run.history()) {
    if (const auto* fact = std::get_if<Issued>(&event)) numbers[fact->ticket] = fact->number;
    if (const auto* fact = std::get_if<ServiceFinished>(&event)) {
      RC_ASSERT(numbers[fact->ticket] == fact->number);
      RC_ASSERT(!fact->next.empty());
    }
    if (const auto* fact = std::get_if<Finished>(&event)) {
      RC_ASSERT(numbers[fact->ticket] == fact->number);
    }
    const auto* fact = std::get_if<Reminded>(&event);
    if (fact == nullptr) continue;
    RC_ASSERT(reminded.insert(fact->ticket).second);
    RC_ASSERT(fact->ahead <= run.state().facts.configuration->remind_ahead);
  }
}

using Check = void (*)(const Course&, const Step<Entity>&, const Events&);

void keeps(const std::string& rule, Check check) {
  holds(rule, [&] { Course{}.go(*courses<Entity>(4), check); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_waiting_room)

BOOST_AUTO_TEST_CASE(calls_the_first_of_a_total_order_over_those_who_compete,
                     *boost::unit_test::description("[Q-16]")) {
  keeps("order", check_called);
}

BOOST_AUTO_TEST_CASE(lets_nobody_be_overtaken_beyond_the_bound_whatever_the_strategies,
                     *boost::unit_test::description("[Q-30]")) {
  holds("bound", [] { Course{}.go(*courses<Entity>(4), Overtaking{}); });
}

BOOST_AUTO_TEST_CASE(lists_everybody_who_competes_in_one_line_and_in_order) {
  keeps("lines", check_lines);
}

BOOST_AUTO_TEST_CASE(has_each_ticket_in_one_state_and_at_one_window_at_most) {
  keeps("states", check_states);
}

BOOST_AUTO_TEST_CASE(lets_a_ticket_go_from_one_state_to_the_next_only_as_the_rules_say) {
  keeps("moves", check_moves);
}

BOOST_AUTO_TEST_CASE(gives_numbers_without_a_gap_for_each_series_and_day,
                     *boost::unit_test::description("[Q-01]")) {
  keeps("numbers", check_numbers);
}

BOOST_AUTO_TEST_CASE(keeps_one_number_through_a_visit_and_reminds_its_holder_once,
                     *boost::unit_test::description("[Q-19] [Q-29]")) {
  keeps("visits", check_visits);
}

BOOST_AUTO_TEST_SUITE_END()
