// Slips: ordered, printed, ordered again; and what the machine says about itself.
#include "devices/ticket_machine/ticket_machine.hpp"

#include "actors/limits.hpp"

#include <algorithm>

namespace atrium::ticket_machine {
namespace {

using Outcome = Decision<Event>;

// Print and Reprint name the same slip.
template <class Ask>
Outcome order_slip(const State& machine, const Ask& ask, bool again, Instant now) {
  if (auto refusal = limits::too_long({{"ticket", ask.ticket.value, limits::id_max},
                                       {"number", ask.number, limits::id_max},
                                       {"service", ask.service.value, limits::id_max}})) {
    return *refusal;
  }
  const auto& slips = machine.desired.slips;
  if (std::ranges::count(slips, ask.ticket, &Slip::ticket) > 0) {
    return refuse(RefusalKind::conflict, "ticket_machine.slip_waiting",
                  "this ticket's slip is about to be printed", "ticket");
  }
  if (slips.size() >= slips_max) {
    return refuse(RefusalKind::exhausted, "ticket_machine.too_many_slips",
                  "the machine has not printed for long: see to it, then reprint");
  }
  const Slip slip{ask.ticket, ask.number,    ask.service,
                  ask.ahead,  ask.issued_at, machine.sequence + 1};
  return accept<Event>(SlipOrdered{slip, again, now});
}

Outcome decide_one(const State& machine, const Print& ask, const Context& context) {
  return order_slip(machine, ask, false, context.now);
}

Outcome decide_one(const State& machine, const Reprint& ask, const Context& context) {
  return order_slip(machine, ask, true, context.now);
}

Outcome decide_one(const State& machine, const ClearSlips&, const Context& context) {
  if (machine.desired.slips.empty()) return accept<Event>();
  return accept<Event>(SlipsCleared{context.now});
}

// A slip that was printed before, or cleared, may be reported again: nothing new.
Outcome decide_one(const State& machine, const Report& ask, const Context& context) {
  std::vector<Event> events;
  for (const auto& slip : machine.desired.slips) {
    if (std::ranges::count(ask.printed, slip.sequence) == 0) continue;
    events.push_back(SlipPrinted{slip.sequence, slip.ticket, context.now});
  }
  for (const int sequence : ask.printed) {
    if (sequence >= 1 && sequence <= machine.sequence) continue;
    return refuse(RefusalKind::invalid, "ticket_machine.unknown_slip",
                  "no slip of that sequence was ever ordered", "printed");
  }
  if (ask.paper && *ask.paper != machine.reported.paper) {
    events.push_back(PaperReported{*ask.paper, context.now});
  }
  const bool online = ask.online.value_or(true);  // Whoever reports is there.
  if (online != machine.reported.online) {
    events.push_back(PresenceReported{online, context.now});
  }
  return events;
}

void evolve_one(State& machine, const SlipOrdered& fact) {
  machine.desired.slips.push_back(fact.slip);
  machine.sequence = fact.slip.sequence;
}

void evolve_one(State& machine, const SlipPrinted& fact) {
  std::erase_if(machine.desired.slips,
                [&](const Slip& slip) { return slip.sequence == fact.sequence; });
  auto& printed = machine.reported.printed;
  printed.push_back(fact.sequence);
  if (printed.size() > printed_listed) printed.erase(printed.begin());
}

void evolve_one(State& machine, const SlipsCleared&) { machine.desired.slips.clear(); }
void evolve_one(State& machine, const PaperReported& fact) { machine.reported.paper = fact.paper; }
void evolve_one(State& machine, const PresenceReported& fact) {
  machine.reported.online = fact.online;
}

DeviceView view_of(const State& machine) {
  return {machine.desired, machine.reported, machine.desired.slips.empty()};
}

}  // namespace

Decision<Event> decide(const State& machine, const Command& command, const Context& context) {
  return std::visit([&](const auto& ask) { return decide_one(machine, ask, context); }, command);
}

void evolve(State& machine, const Event& event) {
  std::visit([&](const auto& fact) { evolve_one(machine, fact); }, event);
}

Answer reply(const State& machine, const Command&, const std::vector<Event>&, const Context&) {
  return view_of(machine);
}

std::variant<Answer, Refusal> look(const State& machine, const Query&, Instant) {
  return view_of(machine);
}

Saved save(const State& machine) { return machine; }
State load(const Saved& saved) { return saved; }

}  // namespace atrium::ticket_machine
