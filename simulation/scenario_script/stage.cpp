// Asking through the door that every edge uses.
#include "simulation/scenario_script/stage.hpp"

#include "actors/waiting_room/waiting_room.hpp"
#include "adapters/front/visit/visit_book.hpp"
#include "runtime/node/configuration.hpp"
#include "simulation/json_fields.hpp"

#include <algorithm>

namespace atrium::simulation::script {
namespace {

// As an edge makes it: by the hall's rules, and with the record of days before.
front::RatingSources ratings_of(VirtualHall& hall) {
  const auto& definition = hall.halls().front();
  const auto visits = std::make_shared<front::VisitBook>(hall.runtime(), definition.hall);
  const auto find = [visits](const std::string& ticket) {
    visits->catch_up();
    const auto known = visits->find(ticket);
    return known ? std::optional(known->served) : std::nullopt;
  };
  return {{definition.hall, {node::rating_terms_of(definition), find}}};
}

}  // namespace

void Platform::send(const Message& message, std::function<void(Result<void>)> taken) {
  if (std::ranges::count(messages_, message.id, &Message::id) == 0) messages_.push_back(message);
  taken({});
}

Stage::Stage(std::shared_ptr<Platform> platform, std::unique_ptr<VirtualHall> hall)
    : platform_(std::move(platform)), hall_(std::move(hall)) {}

Stage::Answer Stage::ask(const Ask& question) {
  auto outcome = std::make_shared<std::optional<host::Outcome>>();
  front::Front front(hall_->runtime(), {}, ratings_of(*hall_));
  question(front, hall_->halls().front().hall,
           host::Reply([outcome](host::Outcome told) { *outcome = std::move(told); }));
  hall_->run_ready();
  if (!*outcome) return {{false, "no_answer", {}}, {}};
  const auto* accepted = std::get_if<host::Accepted>(&**outcome);
  return {told_of(**outcome), accepted == nullptr ? std::string() : accepted->json};
}

Stage::Answer Stage::act(const front::Act& act, const CommandId& id, const std::string& staff) {
  return ask([&](front::Front& front, const PartitionId& hall, host::Reply reply) {
    Who who{WhoKind::staff, "scenario"};
    if (std::holds_alternative<front::TakeTicket>(act)) who = {WhoKind::device, "machine-1"};
    const bool of_citizens = std::holds_alternative<front::Evaluate>(act) ||
                             std::holds_alternative<front::BookVisit>(act) ||
                             std::holds_alternative<front::ChangeBooking>(act) ||
                             std::holds_alternative<front::CancelBooking>(act) ||
                             std::holds_alternative<front::CheckIn>(act);
    if (of_citizens) who = {WhoKind::citizen, ""};
    if (!staff.empty()) who = {WhoKind::staff, staff};
    front.act(hall, act, std::move(who), id, std::move(reply));
  });
}

Stage::Answer Stage::set_aside(const SetAside& deed, const CommandId& id) {
  return ask([&](front::Front&, const PartitionId& hall, host::Reply reply) {
    hall_->runtime().ask<waiting_room::Entity>(
        hall, "main", waiting_room::SetAside{TicketId{deed.number}, deed.why},
        {{WhoKind::house, "supervision"}, id, 0, 0}, std::move(reply));
  });
}

Stage::Answer Stage::check_in(const CheckIn& deed, const CommandId& id) {
  waiting_room::Issue issue;
  issue.service = ServiceId{deed.service};
  issue.channel = "ticket_machine";
  issue.appointment = waiting_room::Appointment{id.text, hall_->now() + deed.in};
  return ask([&](front::Front&, const PartitionId& hall, host::Reply reply) {
    hall_->runtime().ask<waiting_room::Entity>(
        hall, "main", issue, {{WhoKind::citizen, ""}, id, 0, 0}, std::move(reply));
  });
}

boost::json::object Stage::floor() {
  return ask([](front::Front& front, const PartitionId& hall, host::Reply reply) {
           front.floor(hall, std::move(reply));
         })
      .told.body;
}

boost::json::object Stage::window(const std::string& number) {
  return ask([&](front::Front& front, const PartitionId& hall, host::Reply reply) {
           front.window(hall, number, std::move(reply));
         })
      .told.body;
}

boost::json::object Stage::ticket(const std::string& number_or_id) {
  const bool is_id = number_or_id.find('-') != std::string::npos;
  const auto body = ask([&](front::Front& front, const PartitionId& hall, host::Reply reply) {
                      if (is_id) return front.ticket(hall, number_or_id, std::move(reply));
                      front.tickets(hall, {{}, {}, number_or_id, 1}, std::move(reply));
                    }).told.body;
  if (is_id) return body;
  const auto* found = array_at(body, "tickets");
  if (found == nullptr || found->empty() || !found->front().is_object()) return {};
  return found->front().get_object();
}

boost::json::object Stage::device(const std::string& kind, const std::string& id) {
  return ask([&](front::Front& front, const PartitionId& hall, host::Reply reply) {
           front.device(hall, kind, id, std::move(reply));
         })
      .told.body;
}

}  // namespace atrium::simulation::script
