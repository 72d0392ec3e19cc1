// Visitors: they come, take a ticket, and rate; what they do when called is in staffing.cpp, where
// they are met.
#include "simulation/crowd/hall_crowd.hpp"
#include "simulation/json_fields.hpp"

#include <algorithm>

namespace atrium::simulation {
namespace {

using namespace std::chrono_literals;

constexpr int refusals_max = 2;  // Asks again so often when no ticket is to be had.
constexpr auto asks_again_after = 4min;
constexpr auto prints_after = 20s;

}  // namespace

void HallCrowd::come(Instant now, std::size_t service) {
  take_ticket(now, std::make_shared<Visitor>(streams_[service].draw()));
  if (const auto at = arrivals_[service].next(now)) {
    agenda_.plan(*at, {.kind = Deed::Kind::arrive, .index = service});
  }
}

void HallCrowd::take_ticket(Instant, std::shared_ptr<Visitor> visitor) {
  front::TakeTicket ask;
  ask.service = hall_.services[visitor->service].id.value;
  ask.channel = "ticket_machine";
  Who who{WhoKind::citizen, ""};
  if (!hall_.ticket_machines.empty()) {
    const auto& machines = hall_.ticket_machines;
    ask.machine = machines[machine_.bits() % machines.size()].id.value;
    who = {WhoKind::device, *ask.machine};
  }
  act(std::move(ask), std::move(who),
      [this, visitor](Instant now, const Told& told) { got_ticket(now, visitor, told); });
}

void HallCrowd::got_ticket(Instant now, const std::shared_ptr<Visitor>& visitor, const Told& told) {
  if (!told.accepted) {
    if (++visitor->refusals > refusals_max) return;
    return agenda_.plan(now + asks_again_after, {.kind = Deed::Kind::retry, .visitor = visitor});
  }
  visitor->issued_at = instant_at(told.body, "issued_at").value_or(now);
  waiting_[text_at(told.body, "id")] = visitor;
  if (!std::exchange(print_planned_, !hall_.ticket_machines.empty()) && print_planned_) {
    agenda_.plan(now + prints_after, {.kind = Deed::Kind::print});
  }
  nudge(now, visitor->service);
}

// Somebody whom the crowd did not send, or sent before it was started again, is a visitor like any
// other.
std::shared_ptr<Visitor> HallCrowd::visitor_of(const boost::json::object& ticket) {
  const auto found = waiting_.find(text_at(ticket, "id"));
  if (found != waiting_.end()) return found->second;
  const auto name = text_at(ticket, "service");
  const auto service = std::ranges::find(hall_.services, ServiceId(name), &halls::Service::id);
  const auto index = service == hall_.services.end() ? 0 : service - hall_.services.begin();
  auto visitor = std::make_shared<Visitor>(streams_[static_cast<std::size_t>(index)].draw());
  visitor->issued_at = instant_at(ticket, "issued_at").value_or(Instant{});
  return visitor;
}

void HallCrowd::rate(const std::string& ticket, const Visitor& visitor) {
  act(front::Evaluate{ticket, visitor.level, {}, {}}, {WhoKind::citizen, ""},
      [](Instant, const Told&) {});
}

// The machines report every slip that they were given as printed.
void HallCrowd::print(Instant) {
  print_planned_ = false;
  for (const auto& machine : hall_.ticket_machines) {
    const auto id = machine.id.value;
    const auto looked = [this, id](Instant, const Told& told) {
      const auto* desired = object_at(told.body, "desired");
      const auto* slips = desired == nullptr ? nullptr : array_at(*desired, "slips");
      if (slips == nullptr || slips->empty()) return;
      front::ReportMachine report{id, {}, {}, {}};
      for (const auto& slip : *slips) {
        if (slip.is_object())
          report.printed.push_back(static_cast<int>(number_at(slip.get_object(), "sequence")));
      }
      act(std::move(report), {WhoKind::device, id}, [](Instant, const Told&) {});
    };
    door_.front->device(hall_.hall, "ticket_machine", id, reply_to(looked));
  }
}

}  // namespace atrium::simulation
