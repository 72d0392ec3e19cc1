// Questions on their way to the entities (front.hpp).
#include "actors/evaluation/evaluation.hpp"
#include "actors/hall/hall.hpp"
#include "actors/label/label.hpp"
#include "actors/waiting_room/waiting_room.hpp"
#include "adapters/front/front.hpp"
#include "adapters/front/people/checking.hpp"
#include "adapters/front/values.hpp"
#include "devices/display/display.hpp"
#include "devices/evaluator/evaluator.hpp"
#include "devices/speaker/speaker.hpp"
#include "devices/ticket_machine/ticket_machine.hpp"

namespace atrium::front {
namespace {

namespace room = waiting_room;

const std::string main_id = "main";

}  // namespace

std::shared_ptr<const room::Estimates> Front::estimates(const PartitionId& hall) const {
  return forecast_ == nullptr ? nullptr : forecast_->estimates(hall);
}

void Front::floor(const PartitionId& hall, host::Reply reply) {
  runtime_.look<room::Entity>(hall, main_id, room::Floor{estimates(hall)}, std::move(reply));
}

void Front::hall(const PartitionId& hall, host::Reply reply) {
  runtime_.look<hall::Entity>(hall, main_id, hall::Overview{}, std::move(reply));
}

void Front::window(const PartitionId& hall, const std::string& window, host::Reply reply) {
  runtime_.look<room::Entity>(hall, main_id, room::WindowQuery{WindowId(window)}, std::move(reply));
}

void Front::ticket(const PartitionId& hall, const std::string& ticket, host::Reply reply) {
  runtime_.look<room::Entity>(hall, main_id, room::FindTicket{TicketId(ticket), estimates(hall)},
                              std::move(reply));
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
  query.estimates = estimates(hall);
  runtime_.look<room::Entity>(hall, main_id, std::move(query), std::move(reply));
}

void Front::leases(const PartitionId& hall, host::Reply reply) {
  runtime_.look<room::Entity>(hall, main_id, room::Leases{}, std::move(reply));
}

void Front::tickets_of(const PartitionId& hall, const HolderFields& person, host::Reply reply) {
  const auto then = [&to = runtime_, hall, waits = estimates(hall)](const CheckedHolder& holder,
                                                                    host::Reply rest) {
    const auto& who = holder.fields;
    to.look<room::Entity>(hall, main_id, room::OfPerson{who.id_number, who.phone, waits},
                          std::move(rest));
  };
  with_person(runtime_, *codes_, {hall, {}, false}, person, std::move(reply), then);
}

void Front::calls(const PartitionId& hall, const std::string& window, int limit,
                  host::Reply reply) {
  runtime_.look<room::Entity>(hall, main_id, room::Calls{optional_id<WindowId>(window), limit},
                              std::move(reply));
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

void Front::ask_book(const PartitionId& hall, Read<appointment_book::Query> query,
                     host::Reply reply) {
  if (auto* refusal = std::get_if<Refusal>(&query)) {
    return reply(host::Refused{0, std::move(*refusal)});
  }
  runtime_.look<appointment_book::Entity>(
      hall, main_id, std::get<appointment_book::Query>(std::move(query)), std::move(reply));
}

void Front::booking_days(const PartitionId& hall, const std::string& service, host::Reply reply) {
  ask_book(hall, appointment_book::Query(appointment_book::Days{ServiceId(service)}),
           std::move(reply));
}

void Front::slots(const PartitionId& hall, const std::string& service, const std::string& day,
                  host::Reply reply) {
  ask_book(hall, slots_query(service, day), std::move(reply));
}

void Front::seats(const PartitionId& hall, const std::string& day, host::Reply reply) {
  ask_book(hall, use_query(day), std::move(reply));
}

void Front::booking(const PartitionId& hall, const std::string& booking, host::Reply reply) {
  ask_book(hall,
           appointment_book::Query(appointment_book::Find{appointment_book::BookingId(booking)}),
           std::move(reply));
}

void Front::bookings(const PartitionId& hall, const BookingFilter& filter, host::Reply reply) {
  ask_book(hall, search_query(filter), std::move(reply));
}

void Front::bookings_of(const PartitionId& hall, const std::string& code,
                        const HolderFields& person, host::Reply reply) {
  const auto then = [&to = runtime_, hall, code, keyed = people_](const CheckedHolder& holder,
                                                                  host::Reply rest) {
    const auto& who = holder.fields;
    const auto known = who.id_number.empty() ? SubjectId{} : keyed.person(who);
    to.look<appointment_book::Entity>(
        hall, main_id, appointment_book::Mine{code, known, keyed.contact(who)}, std::move(rest));
  };
  with_person(runtime_, *codes_, {hall, {}, false}, person, std::move(reply), then);
}

void Front::device(const PartitionId& hall, const std::string& kind, const std::string& id,
                   host::Reply reply) {
  if (kind == display::Entity::kind) {
    return runtime_.look<display::Entity>(hall, id, display::Overview{}, std::move(reply));
  }
  if (kind == evaluator::Entity::kind) {
    return runtime_.look<evaluator::Entity>(hall, id, evaluator::Overview{}, std::move(reply));
  }
  if (kind == speaker::Entity::kind) {
    return runtime_.look<speaker::Entity>(hall, id, speaker::Overview{}, std::move(reply));
  }
  if (kind == ticket_machine::Entity::kind) {
    return runtime_.look<ticket_machine::Entity>(hall, id, ticket_machine::Overview{},
                                                 std::move(reply));
  }
  reply(host::Refused{
      0, refuse(RefusalKind::not_found, "device.unknown", "there is no such kind of device")});
}

}  // namespace atrium::front
