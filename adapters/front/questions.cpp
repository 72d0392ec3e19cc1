// Questions on their way to the entities (front.hpp).
#include "actors/evaluation/evaluation.hpp"
#include "actors/hall/hall.hpp"
#include "actors/label/label.hpp"
#include "actors/waiting_room/waiting_room.hpp"
#include "adapters/front/front.hpp"
#include "adapters/front/values.hpp"
#include "devices/display/display.hpp"
#include "devices/evaluator/evaluator.hpp"
#include "devices/ticket_machine/ticket_machine.hpp"

namespace atrium::front {
namespace {

namespace room = waiting_room;

const std::string main_id = "main";

}  // namespace

void Front::floor(const PartitionId& hall, host::Reply reply) {
  runtime_.look<room::Entity>(hall, main_id, room::Floor{}, std::move(reply));
}

void Front::hall(const PartitionId& hall, host::Reply reply) {
  runtime_.look<hall::Entity>(hall, main_id, hall::Overview{}, std::move(reply));
}

void Front::window(const PartitionId& hall, const std::string& window, host::Reply reply) {
  runtime_.look<room::Entity>(hall, main_id, room::WindowQuery{WindowId(window)}, std::move(reply));
}

void Front::ticket(const PartitionId& hall, const std::string& ticket, host::Reply reply) {
  runtime_.look<room::Entity>(hall, main_id, room::FindTicket{TicketId(ticket)}, std::move(reply));
}

void Front::tickets(const PartitionId& hall, const TicketFilter& filter, host::Reply reply) {
  room::Tickets query;
  if (!filter.status.empty()) {
    query.status = enumerator_of<room::Status>(filter.status);
    if (!query.status) return reply(host::Refused{0, unknown_value("status")});
  }
  query.service = optional_id<ServiceId>(filter.service);
  if (!filter.number.empty()) query.number = filter.number;
  query.limit = filter.limit;
  runtime_.look<room::Entity>(hall, main_id, std::move(query), std::move(reply));
}

void Front::label(const PartitionId& hall, const std::string& ticket, host::Reply reply) {
  runtime_.look<label::Entity>(hall, ticket, label::Stamps{}, std::move(reply));
}

void Front::rating(const PartitionId& hall, const std::string& ticket, host::Reply reply) {
  runtime_.look<evaluation::Entity>(hall, ticket, evaluation::Rating{}, std::move(reply));
}

void Front::rating_case(const PartitionId& hall, const std::string& ticket, host::Reply reply) {
  runtime_.look<evaluation::Entity>(hall, ticket, evaluation::Case{}, std::move(reply));
}

void Front::device(const PartitionId& hall, const std::string& kind, const std::string& id,
                   host::Reply reply) {
  if (kind == display::Entity::kind) {
    return runtime_.look<display::Entity>(hall, id, display::Overview{}, std::move(reply));
  }
  if (kind == evaluator::Entity::kind) {
    return runtime_.look<evaluator::Entity>(hall, id, evaluator::Overview{}, std::move(reply));
  }
  if (kind == ticket_machine::Entity::kind) {
    return runtime_.look<ticket_machine::Entity>(hall, id, ticket_machine::Overview{},
                                                 std::move(reply));
  }
  reply(host::Refused{
      0, refuse(RefusalKind::not_found, "device.unknown", "there is no such kind of device")});
}

}  // namespace atrium::front
