// What holds whatever happens: random days, seeded, with every command, checked after each.
#include "tests/actors/waiting_room/room.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace atrium;
using namespace atrium::waiting_room;

namespace {

class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  int below(int bound) { return static_cast<int>(engine_() % static_cast<unsigned>(bound)); }
  template <class T>
  const T& one_of(const std::vector<T>& choices) {
    return choices[static_cast<std::size_t>(below(static_cast<int>(choices.size())))];
  }

 private:
  std::mt19937 engine_;
};

const std::vector<WindowId> all_windows{window_1, window_2, window_3, window_4};
const std::vector<ServiceId> all_services{passport, tax, land};

// Mostly one of the last tickets, sometimes one that never was.
std::string any_number(Dice& dice, const State& room) {
  const auto issued = static_cast<int>(room.facts.tickets.size());
  if (issued == 0 || dice.below(10) == 0) return "A999";
  const int back = 1 + dice.below(std::min(issued, 12));
  return room.facts.tickets[static_cast<std::size_t>(issued - back)].number;
}

std::string parked_number(const State& room) {
  const auto parked = std::ranges::find_if(room.facts.tickets, [](const Ticket& ticket) {
    return ticket.standing.status == Status::parked;
  });
  return parked == room.facts.tickets.end() ? "A999" : parked->number;
}

TicketId aside_ticket(const State& room) {
  const auto& aside = room.index.aside;
  return aside.empty() ? TicketId{"20261121-A999"} : room.facts.tickets[*aside.begin()].ticket;
}

SetStrategy any_strategy(Dice& dice, const WindowId& window) {
  static const std::vector<std::string> names{"booked_first", "by_time", "ageing", "ratio", ""};
  SetStrategy ask;
  if (dice.below(2) == 0) ask.windows.push_back(window);
  ask.strategy = dice.one_of(names);
  return ask;
}

// A lease, what it gave out, or its end: mostly of the last one.
Command any_lease_act(Dice& dice, const State& room, Instant now) {
  if (room.facts.leases.empty() || dice.below(6) == 0) {
    return LeaseBlock{"kiosk-1", 1, dice.one_of(all_services), 1 + dice.below(4), 30};
  }
  const auto& lease = room.facts.leases.back();
  if (dice.below(8) == 0) return EndLease{lease.lease};
  const auto position = static_cast<std::uint64_t>(dice.below(8));
  const auto& service = lease.series == SeriesId{"a"} ? passport : dice.below(2) ? tax : land;
  return TakeIn{lease.lease, position, lease.first + dice.below(5), service, now, 0, {}};
}

Command any_command(Dice& dice, const State& room, Instant now) {
  const auto& window = dice.one_of(all_windows);
  const auto number = any_number(dice, room);
  switch (dice.below(34)) {
    case 0:
      return OpenWindow{window, StaffId{"clerk01"}};
    case 1:
      return dice.below(4) == 0 ? Command{CloseWindow{window}} : Command{CallNext{window}};
    case 2:
      return PauseWindow{window, "pause"};
    case 3:
      return ResumeWindow{window};
    case 4:
      return CallNumber{window, number, "reason"};
    case 5:
      return Recall{window};
    case 6:
      return ReportNoShow{window};
    case 7:
      return Void{window, dice.below(2) == 0 ? number : "", ""};
    case 8:
      return Park{window};
    case 9:
      return Unpark{window, parked_number(room)};
    case 10:
      return Transfer{window, dice.one_of(all_windows), {}};
    case 11:
      return Transfer{window, {}, dice.one_of(all_services)};
    case 12:
      return Undo{window};
    case 13:
      return check_in(dice.one_of(all_services), now + (dice.below(60) - 30) * 1min);
    case 14:
    case 15:
      return Start{window};
    case 16:
    case 17:
      return Finish{window};
    case 18:
    case 19:
      return CallNext{window};
    case 20:
      return SetAside{TicketId{"20261121-" + number}, "a rule broke"};
    case 21:
      return Release{aside_ticket(room)};
    case 22:
      return any_strategy(dice, window);
    case 23:
      return PlanVisit{window, {dice.one_of(all_services)}};
    case 24:
      return SetMessages{dice.below(2) == 0};
    case 25:
    case 26:
      return any_lease_act(dice, room, now);
    case 27:
      return dice.below(2) == 0 ? Command{Unbind{}} : Command{Remind{}};
    default:
      return take(dice.one_of(all_services), dice.below(3));
  }
}

void check_counts(const State& room) {
  Counts counted;
  for (const auto& ticket : room.facts.tickets) {
    const bool of_today = ticket.ticket.value.starts_with(to_compact(room.facts.day));
    ++(of_today ? counted.issued : counted.carried);
    switch (ticket.standing.status) {
      case Status::waiting:
        ++counted.waiting;
        break;
      case Status::called:
        ++counted.called;
        break;
      case Status::serving:
        ++counted.serving;
        break;
      case Status::parked:
        ++counted.parked;
        break;
      case Status::done:
        ++counted.done;
        break;
      case Status::no_show:
        ++counted.no_show;
        break;
      case Status::void_:
        ++counted.void_;
        break;
      case Status::unserved:
        ++counted.unserved;
        break;
    }
  }
  BOOST_TEST((counted == room.counts), "the counts are the tickets' states");
}

void check_windows(const State& room) {
  std::map<TicketId, int> holders;
  for (const auto& window : room.facts.windows) {
    if (window.current) ++holders[*window.current];
  }
  for (const auto& ticket : room.facts.tickets) {
    const auto status = ticket.standing.status;
    const bool held = status == Status::called || status == Status::serving;
    BOOST_TEST(holders[ticket.ticket] == (held ? 1 : 0), ticket.number << " is at one window");
  }
}

void check_lines(const State& room) {
  std::size_t waiting = 0;
  for (const auto& line : room.index.lines) waiting += line.size();
  for (const auto& line : room.index.bound) waiting += line.size();
  BOOST_TEST(std::cmp_equal(waiting, room.counts.waiting), "who waits stands in one line");
  const auto aside = std::ranges::count_if(room.facts.tickets, [](const Ticket& ticket) {
    return ticket.aside && ticket.standing.status == Status::parked;
  });
  BOOST_TEST(std::cmp_equal(aside, room.index.aside.size()), "who stands aside is known");
}

// Issued, lapsed or still leased: every number up to the highest, each once.
void check_numbers(const State& room) {
  std::map<SeriesId, std::set<int>> numbers;
  for (const auto& ticket : room.facts.tickets) {
    BOOST_TEST(numbers[ticket.series].insert(ticket.value).second, "a number is given once");
  }
  for (const auto& lease : room.facts.leases) {
    for (int value = lease.first; value <= lease.last; ++value) {
      const bool used = std::ranges::count(lease.taken_in, value, &TakenIn::value) > 0;
      BOOST_TEST(numbers[lease.series].insert(value).second != used, "blocks never overlap");
    }
  }
  for (const auto& [series, values] : numbers) {
    BOOST_TEST(*values.begin() == 1);
    BOOST_TEST(std::cmp_equal(*values.rbegin(), values.size()), "numbers have no gap");
  }
}

// A day of random acts; every fourth or so is refused.
Room random_day(unsigned seed, int acts) {
  Dice dice(seed);
  auto configuration = hall();
  configuration.no_show_place = static_cast<NoShowPlace>(seed % 4);
  configuration.bound_s = 120;
  auto room = open_room(configuration);
  auto now = nine;
  for (int i = 0; i < acts; ++i) {
    now += dice.below(30) * 1s;
    room.at(now).when(any_command(dice, room.state(), now));
    const auto& state = room.state();
    check_counts(state);
    check_windows(state);
    check_lines(state);
  }
  check_numbers(room.state());
  return room;
}

std::string next_numbers(const State& room, Instant now) {
  std::string numbers;
  for (const auto& window : all_windows) {
    const auto answer = look(room, Query{WindowQuery{window}}, now);
    numbers += std::to_string(std::get<WindowView>(std::get<Answer>(answer)).waiting) + " ";
  }
  const auto floor = std::get<FloorView>(std::get<Answer>(look(room, Floor{}, now)));
  for (const auto& view : floor.lines) {
    numbers += view.number + ":" + std::to_string(view.ahead.value()) + " ";
  }
  return numbers;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(invariants)

BOOST_AUTO_TEST_CASE(random_days_reach_every_act_of_a_window_and_a_ticket) {
  std::set<std::size_t> reached;
  for (unsigned seed = 1; seed <= 5; ++seed) {
    auto room = random_day(seed, 700);
    for (const auto& event : room.history()) reached.insert(event.index());
  }
  const std::set<std::size_t> elsewhere{Event{DoorsOpened{}}.index(), Event{DoorsClosed{}}.index(),
                                        Event{DayEnded{}}.index()};
  for (std::size_t event = 0; event < std::variant_size_v<Event>; ++event) {
    if (elsewhere.contains(event)) continue;
    BOOST_TEST(reached.contains(event), "event " << event << " never came");
  }
}

BOOST_AUTO_TEST_CASE(whatever_is_asked_every_ticket_is_in_one_state_and_at_most_one_window) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    BOOST_TEST_CONTEXT("seed " << seed) { random_day(seed, 400); }
  }
}

BOOST_AUTO_TEST_CASE(replaying_the_events_gives_the_same_room) {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    BOOST_TEST_CONTEXT("seed " << seed) {
      auto live = random_day(seed, 400);
      State replayed;
      for (const auto& event : live.history()) evolve(replayed, event);
      BOOST_TEST((save(replayed) == save(live.state())));
      BOOST_TEST((replayed.counts == live.state().counts));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_room_loaded_from_its_snapshot_calls_the_same) {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    BOOST_TEST_CONTEXT("seed " << seed) {
      auto live = random_day(seed, 400);
      const auto loaded = load(save(live.state()));
      BOOST_TEST((save(loaded) == save(live.state())));
      BOOST_TEST((loaded.counts == live.state().counts));
      const auto later = nine + 24h - 6h;
      BOOST_TEST(next_numbers(loaded, later) == next_numbers(live.state(), later));
    }
  }
}

BOOST_AUTO_TEST_CASE(no_event_of_a_ticket_follows_its_end_unless_the_end_was_undone) {
  auto room = random_day(7, 2000);
  std::set<TicketId> ended;
  const auto heard = [&](const TicketId& id) { BOOST_TEST(!ended.contains(id), id.value); };
  for (const auto& event : room.history()) {
    std::visit(
        [&](const auto& fact) {
          using Fact = std::decay_t<decltype(fact)>;
          if constexpr (std::is_same_v<Fact, Undone>) {
            ended.erase(fact.ticket);
          } else if constexpr (requires { fact.ticket; }) {
            heard(fact.ticket);
            if constexpr (std::is_same_v<Fact, Finished> || std::is_same_v<Fact, Voided>) {
              ended.insert(fact.ticket);
            }
          }
        },
        event);
  }
}

BOOST_AUTO_TEST_SUITE_END()
