// Acts and questions on their way to the entities (front.hpp).
#include "adapters/front/front.hpp"

#include "actors/evaluation/evaluation.hpp"
#include "actors/hall/hall.hpp"
#include "actors/label/label.hpp"
#include "actors/waiting_room/waiting_room.hpp"
#include "adapters/front/json_fields.hpp"
#include "adapters/front/people/checking.hpp"
#include "adapters/front/room_acts.hpp"
#include "adapters/front/values.hpp"
#include "devices/display/display.hpp"
#include "devices/evaluator/evaluator.hpp"
#include "devices/speaker/speaker.hpp"
#include "devices/ticket_machine/ticket_machine.hpp"

#include <boost/json.hpp>

#include <type_traits>

namespace atrium::front {
namespace {

namespace json = boost::json;
namespace room = waiting_room;

const std::string main_id = "main";

evaluation::Served served_of(const json::object& served) {
  return {TicketId(text_at(served, "ticket")),
          WindowId(text_at(served, "window")),
          StaffId(text_at(served, "staff")),
          text_at(served, "number"),
          ServiceId(text_at(served, "service")),
          from_iso8601(text_at(served, "finished_at")).value_or(Instant{})};
}

tl::expected<evaluation::Give, Refusal> give_of(const Evaluate& act) {
  evaluation::Give give{act.level, act.tags, act.text, std::nullopt, act.channel};
  if (act.device.empty() && act.captured_at.empty()) return give;
  const auto at = from_iso8601(act.captured_at);
  if (!at || act.device.empty()) return tl::unexpected(unknown_value("captured_at"));
  give.capture = evaluation::Capture{act.device, act.epoch, act.sequence, *at};
  return give;
}

std::optional<evaluation::Command> step_of(const FollowUp& act) {
  if (act.step == "take-up") return evaluation::TakeUp{};
  if (act.step == "verify") return evaluation::Verify{act.yes, act.text};
  if (act.step == "appeal") return evaluation::Appeal{act.text};
  if (act.step == "decide") return evaluation::Decide{act.yes, act.text};
  if (act.step == "close") return evaluation::Close{act.text};
  return std::nullopt;
}

// The reply to a first question: the refusal or trouble goes straight to the asker, an answer to
// `then`. What was true when the command was accepted need not be so when it is repeated.
template <class Then>
host::Reply first_ask(const host::Runtime& runtime, const PartitionId& hall,
                      const host::Asker& asking, host::Reply reply, Then then) {
  auto asker = std::make_shared<host::Reply>(std::move(reply));
  return host::Reply(
      [&runtime, hall, asking, asker, then = std::move(then)](host::Outcome outcome) {
        const auto* accepted = std::get_if<host::Accepted>(&outcome);
        if (accepted == nullptr) {
          const bool refused = std::holds_alternative<host::Refused>(outcome);
          auto first = refused ? first_reply(runtime, hall, asking) : std::nullopt;
          return (*asker)(first ? std::move(*first) : std::move(outcome));
        }
        json::error_code error;
        const auto value = json::parse({accepted->json.data(), accepted->json.size()}, error);
        if (error || !value.is_object()) {
          return (*asker)(host::Trouble{host::Trouble::Kind::defect,
                                        "an entity's answer is not a JSON object"});
        }
        then(value.get_object(), std::move(*asker));
      });
}

// People and machines give priority only once staff released it; staff and integrators answer for
// it themselves.
bool may_give(int priority, bool released, const Who& who) {
  const bool released_first = who.kind == WhoKind::citizen || who.kind == WhoKind::device;
  return priority == 0 || released || !released_first;
}

Refusal not_released() {
  return refuse(RefusalKind::forbidden, "priority.not_released",
                "a member of staff types the password first", "staff_password");
}

// One act on its way: an overload per kind of act, so that a new act without a rule does not
// compile.
struct Delivery {
  host::Runtime& runtime;
  const People& people;
  const Forecast* forecast;
  CodeReader& codes;
  const PartitionId& hall;
  host::Asker asker;
  host::Reply reply;
  const RatingSource& ratings;

  template <class E>
  void ask(std::string id, typename E::Command command) {
    runtime.ask<E>(hall, std::move(id), std::move(command), std::move(asker), std::move(reply));
  }

  void refused(Refusal refusal) { reply(host::Refused{0, std::move(refusal)}); }

  void operator()(const TakeTicket& act) {
    const bool by_machine = act.machine && act.priority > 0 && !act.released;
    if (by_machine || !may_give(act.priority, act.released, asker.who)) {
      return refused(not_released());
    }
    auto issue = issue_of(act);
    const bool bound = issue.to_window || issue.to_staff;
    if (forecast != nullptr && act.priority == 0 && act.journey.empty() && !bound) {
      issue.told = forecast->newcomer(hall, issue.service);
    }
    if (!act.holder) return ask<room::Entity>(main_id, std::move(issue));
    const auto then = [&to = runtime, where = hall, who = asker, issue](CheckedHolder holder,
                                                                        host::Reply rest) mutable {
      issue.holder = holder_of(holder.fields);
      to.ask<room::Entity>(where, main_id, std::move(issue), who,
                           telling(std::move(rest), std::move(holder)));
    };
    with_person(runtime, codes, {hall, asker, true}, *act.holder, std::move(reply), then);
  }

  void operator()(const LeaseNumbers& act) { ask<room::Entity>(main_id, lease_of(act)); }

  // The paper is out: what may not be is left off and warned of.
  void operator()(const TakeInTicket& act) {
    auto take = take_in_of(act);
    if (!take) return refused(unknown_value("at"));
    json::array warnings;
    if (!may_give(act.priority, act.released, asker.who)) {
      take->priority = 0;
      warnings.push_back(warning_of(not_released()));
    }
    if (!act.holder) {
      reply = telling(std::move(reply), {{}, std::move(warnings)});
      return ask<room::Entity>(main_id, std::move(*take));
    }
    const auto now = runtime.clock().now();
    const auto given = std::clamp(take->at, now - room::lease_longest, now);
    const auto then = [&to = runtime, where = hall, who = asker, take = std::move(*take), warnings](
                          CheckedHolder holder, host::Reply rest) mutable {
      take.holder = holder_of(holder.fields);
      holder.warnings.insert(holder.warnings.end(), warnings.begin(), warnings.end());
      to.ask<room::Entity>(where, main_id, std::move(take), who,
                           telling(std::move(rest), std::move(holder)));
    };
    with_holder(codes, *act.holder, given, std::move(reply), then);
  }

  void operator()(const EndLease& act) { ask<room::Entity>(main_id, room::EndLease{act.lease}); }

  void operator()(const WindowAct& act) {
    auto command = command_of(act);
    if (!command) {
      return refused(
          refuse(RefusalKind::not_found, "action.unknown", "a window has no such action"));
    }
    ask<room::Entity>(main_id, std::move(*command));
  }

  void operator()(const Evaluate& act) {
    auto give = give_of(act);
    if (!give) return refused(std::move(give.error()));
    give->rules = ratings.terms;
    // The visit as the waiting room knows it, or as the record of days before does.
    auto asked = std::make_shared<host::Reply>(std::move(reply));
    const auto then = [&to = runtime, where = hall, who = asker, ticket = act.ticket, give = *give](
                          const json::object& served, host::Reply rest) {
      auto with = give;
      with.served = served_of(served);
      to.ask<evaluation::Entity>(where, ticket, std::move(with), who, std::move(rest));
    };
    const auto visit = ratings.visit;
    host::Reply looked([&to = runtime, where = hall, who = asker, ticket = act.ticket, give = *give,
                        visit, then, asked](host::Outcome outcome) {
      const auto* no = std::get_if<host::Refused>(&outcome);
      const bool unknown = no != nullptr && no->refusal.kind == RefusalKind::not_found;
      if (auto known = unknown && visit ? visit(ticket) : std::nullopt) {
        auto with = give;
        with.served = std::move(known);
        return to.ask<evaluation::Entity>(where, ticket, std::move(with), who, std::move(*asked));
      }
      first_ask(to, where, who, std::move(*asked), then)(std::move(outcome));
    });
    runtime.look<room::Entity>(hall, main_id, room::Served{TicketId(act.ticket)},
                               std::move(looked));
  }

  void operator()(const FollowUp& act) {
    const auto step = step_of(act);
    if (!step) {
      return refused(
          refuse(RefusalKind::not_found, "action.unknown", "a follow-up has no such step"));
    }
    ask<evaluation::Entity>(act.ticket, *step);
  }

  void operator()(const Reprint& act) {
    const auto then = [&to = runtime, where = hall, who = asker, machine = act.machine](
                          const json::object& ticket, host::Reply rest) {
      ticket_machine::Reprint again;
      again.ticket = TicketId(text_at(ticket, "id"));
      again.number = text_at(ticket, "number");
      again.service = ServiceId(text_at(ticket, "service"));
      const auto* ahead = ticket.if_contains("ahead");
      if (ahead != nullptr && ahead->is_int64()) again.ahead = static_cast<int>(ahead->get_int64());
      again.issued_at = from_iso8601(text_at(ticket, "issued_at")).value_or(Instant{});
      to.ask<ticket_machine::Entity>(where, machine, again, who, std::move(rest));
    };
    runtime.look<room::Entity>(hall, main_id, room::FindTicket{TicketId(act.ticket)},
                               first_ask(runtime, hall, asker, std::move(reply), then));
  }

  void operator()(const ReleaseTicket& act) {
    ask<room::Entity>(main_id, room::Release{TicketId(act.ticket)});
  }

  void ask_book(Read<appointment_book::Command> command) {
    if (auto* refusal = std::get_if<Refusal>(&command)) return refused(std::move(*refusal));
    ask<appointment_book::Entity>(main_id, std::get<appointment_book::Command>(std::move(command)));
  }
  // Whoever it is for is checked as whoever takes a ticket is.
  template <class BookingAct>
  void ask_book_for(BookingAct act, bool nested) {
    const auto person = act.holder.value_or(HolderFields{});
    const auto then = [&to = runtime, where = hall, who = asker, act, keyed = people, nested](
                          CheckedHolder holder, host::Reply rest) mutable {
      act.holder = holder.fields;
      auto command = to_command(act, keyed);
      if (auto* refusal = std::get_if<Refusal>(&command)) {
        return rest(host::Refused{0, std::move(*refusal)});
      }
      if (nested) rest = telling(std::move(rest), std::move(holder));
      to.ask<appointment_book::Entity>(where, main_id,
                                       std::get<appointment_book::Command>(std::move(command)), who,
                                       std::move(rest));
    };
    with_person(runtime, codes, {hall, asker, nested}, person, std::move(reply), then);
  }
  void operator()(const BookVisit& act) { ask_book_for(act, true); }
  void operator()(const ChangeBooking& act) { ask_book(to_command(act)); }
  void operator()(const CancelBooking& act) { ask_book(to_command(act)); }
  void operator()(const CheckIn& act) { ask_book_for(act, false); }
  void operator()(const RecordOutcome& act) { ask_book(to_command(act)); }

  // The first stamp needs a ticket that the hall gave; later ones come when its day may be over.
  void operator()(const StampLabel& act) {
    const auto step = enumerator_of<label::Step>(act.step);
    if (!step) return refused(unknown_value("step"));
    label::Stamp stamp{TicketId(act.ticket), *step, WindowId(act.window), false};
    if (*step != label::Step::receipt) return ask<label::Entity>(act.ticket, std::move(stamp));
    auto asking = std::make_shared<host::Reply>(std::move(reply));
    const auto then = [&to = runtime, where = hall, who = asker, stamp,
                       asking](const host::Outcome& outcome) mutable {
      if (std::holds_alternative<host::Trouble>(outcome)) return (*asking)(outcome);
      stamp.known = std::holds_alternative<host::Accepted>(outcome);
      const auto id = stamp.ticket.value;
      to.ask<label::Entity>(where, id, std::move(stamp), who, std::move(*asking));
    };
    runtime.look<room::Entity>(hall, main_id, room::FindTicket{TicketId(act.ticket)},
                               host::Reply(then));
  }

  void operator()(const WithdrawStamp& act) {
    const auto step = enumerator_of<label::Step>(act.step);
    if (!step) return refused(unknown_value("step"));
    ask<label::Entity>(act.ticket, label::Withdraw{*step});
  }

  void operator()(const OpenHall&) { ask<hall::Entity>(main_id, hall::Open{}); }
  void operator()(const CloseHall&) { ask<hall::Entity>(main_id, hall::Close{}); }

  void operator()(const SetMode& act) {
    const auto mode = enumerator_of<hall::Mode>(act.mode);
    if (!mode) return refused(unknown_value("mode"));
    ask<hall::Entity>(main_id, hall::SetMode{*mode});
  }

  void operator()(const SetStrategy& act) {
    room::SetStrategy command{{}, act.strategy, std::nullopt};
    for (const auto& window : act.windows) command.windows.emplace_back(window);
    if (act.value) {
      command.value = strategy_of(*act.value);
      if (!command.value) return refused(unknown_value("value"));
    }
    ask<room::Entity>(main_id, std::move(command));
  }

  void operator()(const ReportDisplay& act) {
    ask<display::Entity>(act.device, display::Report{act.sequence});
  }

  void operator()(const ReportEvaluator& act) {
    ask<evaluator::Entity>(act.device, evaluator::Report{act.sequence, act.timed_out});
  }

  void operator()(const ReportSpeaker& act) {
    const auto phase = enumerator_of<speaker::Phase>(act.phase);
    if (!phase) return refused(unknown_value("phase"));
    ask<speaker::Entity>(act.device, speaker::Report{act.page, *phase, act.sequence, act.round});
  }

  void operator()(const ReportMachine& act) {
    ticket_machine::Report report{act.printed, std::nullopt, act.online};
    if (!act.paper.empty()) {
      report.paper = enumerator_of<ticket_machine::Paper>(act.paper);
      if (!report.paper) return refused(unknown_value("paper"));
    }
    ask<ticket_machine::Entity>(act.device, std::move(report));
  }
};

}  // namespace

void Front::act(const PartitionId& hall, const Act& act, Who who, CommandId id, host::Reply reply) {
  host::Asker asker{std::move(who), std::move(id), fingerprint(hall.value, act), 0};
  static const RatingSource nobody;
  const auto found = ratings_.find(hall);
  const auto& ratings = found == ratings_.end() ? nobody : found->second;
  Delivery delivery{runtime_, people_,          forecast_,        *codes_,
                    hall,     std::move(asker), std::move(reply), ratings};
  std::visit(delivery, act);
}

}  // namespace atrium::front
