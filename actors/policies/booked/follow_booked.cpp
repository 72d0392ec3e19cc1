// From a ticket's course to its booking's.
#include "actors/policies/booked/follow_booked.hpp"

namespace atrium::policies {
namespace {

namespace room = waiting_room;
using appointment_book::Status;

Effects to_book(appointment_book::Command command) {
  return {To<appointment_book::Entity>{"main", std::move(command)}};
}

Effects follow(const TicketId& ticket, Status outcome) {
  return to_book(appointment_book::FollowTicket{ticket, outcome});
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
  const auto* fact = std::get_if<room::Undone>(&event);
  const bool settled_before =
      fact != nullptr && (fact->act == room::Act::finish || fact->act == room::Act::no_show ||
                          fact->act == room::Act::void_);
  return settled_before ? follow(fact->ticket, Status::arrived) : Effects{};
}

}  // namespace atrium::policies
