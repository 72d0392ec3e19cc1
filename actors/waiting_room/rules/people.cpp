// Whose tickets these are: the same person by the number of a document, or by phone where one of
// both gave no number. Compared as they stand in memory; nothing about a person is kept for it.
#include "actors/waiting_room/rules/rules.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace atrium::waiting_room {
namespace {

bool is_open(Status status) {
  return status == Status::waiting || status == Status::called || status == Status::serving ||
         status == Status::parked;
}

bool is_of(const Ticket& ticket, std::string_view id_number, std::string_view phone) {
  if (!ticket.holder) return false;
  const auto& own = *ticket.holder;
  const bool both_numbered = !id_number.empty() && !own.id_number.value.empty();
  if (both_numbered) return own.id_number.value == id_number;
  return !phone.empty() && own.phone.value == phone;
}

}  // namespace

std::vector<const Ticket*> open_tickets_of(const State& room, std::string_view id_number,
                                           std::string_view phone) {
  std::vector<const Ticket*> found;
  for (const auto& ticket : room.facts.tickets) {
    if (is_open(ticket.standing.status) && is_of(ticket, id_number, phone)) {
      found.push_back(&ticket);
    }
  }
  return found;
}

// A booking is one's own already: its ticket is given beside any other.
std::optional<Refusal> has_one_already(const State& room, const Issue& ask) {
  if (!configuration_of(room).one_per_person || !ask.holder || ask.appointment) return std::nullopt;
  const auto& holder = *ask.holder;
  const auto open = open_tickets_of(room, holder.id_number.value, holder.phone.value);
  const auto same = std::ranges::find_if(
      open, [&](const Ticket* ticket) { return ticket->standing.service == ask.service; });
  if (same == open.end()) return std::nullopt;
  return refuse(RefusalKind::conflict, "ticket.one_per_person",
                fmt::format("{} of the same person and service is open; find it and print it again",
                            (*same)->number),
                "holder");
}

}  // namespace atrium::waiting_room
