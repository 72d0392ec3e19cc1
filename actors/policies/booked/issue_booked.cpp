// From a check-in to a ticket.
#include "actors/policies/booked/issue_booked.hpp"

#include "runtime/core/plant.hpp"

namespace atrium::policies {

Effects IssueBooked::react(const Source::Event& event, Instant) const {
  const auto* fact = std::get_if<appointment_book::CheckedIn>(&event);
  if (fact == nullptr) return {};
  if (ATRIUM_PLANTED("check_in_forgotten") && !fact->machine) return {};
  waiting_room::Issue issue;
  issue.service = fact->service;
  issue.channel = fact->channel;
  issue.machine = fact->machine;
  issue.next = fact->next;
  const auto& from = fact->holder;
  waiting_room::Holder holder;
  holder.id_type = from.id_type;
  holder.id_number = from.id_number;
  holder.name = from.name;
  holder.phone = from.phone;
  issue.holder = std::move(holder);
  issue.appointment = waiting_room::Appointment{fact->booking.value, fact->slot};
  return {To<waiting_room::Entity>{"main", std::move(issue)}};
}

}  // namespace atrium::policies
