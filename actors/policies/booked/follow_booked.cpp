// From a ticket's course to its booking's.
#include "actors/policies/booked/follow_booked.hpp"

#include <optional>

namespace atrium::policies {
namespace {

namespace room = waiting_room;
using appointment_book::Status;

Effects to_book(appointment_book::Command command) {
  return {To<appointment_book::Entity>{"main", std::move(command)}};
}

Effects follow(const TicketId& ticket, Status outcome, std::optional<Status> from = {}) {
  return to_book(appointment_book::FollowTicket{ticket, outcome, from});
}

// What the act made of the booking is taken back, and nothing else that was recorded of it.
Effects take_back(const room::Undone& fact) {
  const bool absent = fact.back.status == room::Status::no_show;
  const auto back = absent ? Status::no_show : Status::arrived;
  if (fact.act == room::Act::finish) return follow(fact.ticket, back, Status::honoured);
  if (fact.act == room::Act::no_show) return follow(fact.ticket, back, Status::no_show);
  if (fact.act == room::Act::void_) return follow(fact.ticket, back, Status::refused);
  const bool called_back = fact.act == room::Act::call && absent;
  return called_back ? follow(fact.ticket, back, Status::arrived) : Effects{};
}

}  // namespace

Effects FollowBooked::react(const Source::Event& event, Instant) const {
  if (const auto* fact = std::get_if<room::Issued>(&event)) {
    if (!fact->appointment) return {};
    return to_book(appointment_book::LinkTicket{appointment_book::BookingId{*fact->appointment},
                                                fact->ticket, fact->number});
  }
  if (const auto* fact = std::get_if<room::Finished>(&event)) {
    return follow(fact->ticket, Status::honoured);
  }
  if (const auto* fact = std::get_if<room::NoShow>(&event)) {
    return follow(fact->ticket, Status::no_show);
  }
  if (const auto* fact = std::get_if<room::Voided>(&event)) {
    return follow(fact->ticket, Status::refused);
  }
  // Whoever comes after all, or waits again by the hall's rule, is no no-show.
  const auto* called = std::get_if<room::Called>(&event);
  if (called != nullptr && called->special) {
    return follow(called->ticket, Status::arrived, Status::no_show);
  }
  if (const auto* fact = std::get_if<room::Returned>(&event)) {
    return follow(fact->ticket, Status::arrived, Status::no_show);
  }
  const auto* undone = std::get_if<room::Undone>(&event);
  return undone != nullptr ? take_back(*undone) : Effects{};
}

}  // namespace atrium::policies
