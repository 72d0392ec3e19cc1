// See drawing.hpp.
#include "simulation/trial/deeds/drawing.hpp"

#include "actors/appointment_book/appointment_book.hpp"
#include "actors/evaluation/evaluation.hpp"
#include "actors/hall/hall.hpp"
#include "actors/label/label.hpp"
#include "actors/waiting_room/waiting_room.hpp"

#include <utility>

namespace atrium::simulation::trial {
namespace {

template <class... Some>
bool is_one_of(const front::Act& act) {
  return (std::holds_alternative<Some>(act) || ...);
}

namespace room = waiting_room;

StreamId target_of(const front::Act& act) {
  if (const auto* rating = std::get_if<front::Evaluate>(&act)) {
    return {std::string(evaluation::Entity::kind), rating->ticket};
  }
  if (const auto* step = std::get_if<front::FollowUp>(&act)) {
    return {std::string(evaluation::Entity::kind), step->ticket};
  }
  if (const auto* scan = std::get_if<front::StampLabel>(&act)) {
    return {std::string(label::Entity::kind), scan->ticket};
  }
  if (const auto* back = std::get_if<front::WithdrawStamp>(&act)) {
    return {std::string(label::Entity::kind), back->ticket};
  }
  if (const auto* again = std::get_if<front::Reprint>(&act)) {
    return {"ticket_machine", again->machine};
  }
  if (is_one_of<front::TakeTicket, front::WindowAct, front::ReleaseTicket, front::SetStrategy,
                front::LeaseNumbers, front::TakeInTicket, front::EndLease>(act)) {
    return {std::string(room::Entity::kind), "main"};
  }
  if (is_one_of<front::BookVisit, front::ChangeBooking, front::CancelBooking, front::CheckIn,
                front::RecordOutcome>(act)) {
    return {std::string(appointment_book::Entity::kind), "main"};
  }
  return std::visit(
      [](const auto& one) -> StreamId {
        if constexpr (requires { one.device; }) {
          return {"device", one.device};
        } else {
          return {std::string(hall::Entity::kind), "main"};
        }
      },
      act);
}

}  // namespace

std::string any_number(const Scene& scene, Random& chance) {
  const auto& today = scene.book.today();
  if (today.empty() || chance.happens(0.05)) return chance.happens(0.5) ? "A999" : "Z1";
  const auto recent = std::min<std::size_t>(today.size(), 40);
  const auto& ticket = today[today.size() - 1 - below(chance, recent)];
  return chance.happens(0.5) ? ticket.number : ticket.id;
}

Deed of(const Scene& scene, front::Act act, Who who, bool records, const std::string& words,
        const std::string& code) {
  Deed deed;
  deed.what = words;
  deed.target = target_of(act);
  deed.fingerprint = front::fingerprint(scene.hall.hall.value, act);
  deed.records = records;
  deed.ask = [hall = scene.hall.hall, act = std::move(act), who = std::move(who), code](
                 host::Runtime& runtime, const CommandId& id, host::Reply reply) {
    front::Front front(runtime, {}, {}, nullptr, front::make_stand_in_code_reader(),
                       [code] { return code; });
    front.act(hall, act, who, id, std::move(reply));
  };
  return deed;
}

}  // namespace atrium::simulation::trial
