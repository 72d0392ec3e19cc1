// Reading and writing wire messages (messages.hpp).
#include "adapters/zeromq/messages.hpp"

#include "adapters/front/form.hpp"
#include "adapters/wire/atrium.capnp.h"
#include "adapters/wire/named.hpp"

#include <boost/json.hpp>

#include <capnp/message.h>
#include <capnp/serialize.h>

#include <algorithm>
#include <cstring>

namespace atrium::zeromq {
namespace {

constexpr Instant time_max = std::chrono::sys_days{std::chrono::year{10000} / 1 / 1};

std::string text(capnp::Text::Reader from) { return {from.begin(), from.size()}; }

capnp::Text::Reader wire_text(const std::string& from) { return {from.c_str(), from.size()}; }

Refusal malformed(std::string detail) {
  return refuse(RefusalKind::invalid, "request.malformed", std::move(detail));
}

front::HolderFields read_holder(wire::Holder::Reader from) {
  return {text(from.getIdType()), text(from.getIdNumber()), text(from.getName()),
          text(from.getPhone())};
}

front::BookVisit read_booking(wire::BookVisit::Reader from) {
  front::BookVisit book{text(from.getService()), text(from.getDay()),       text(from.getBegins()),
                        text(from.getChannel()), text(from.getReference()), std::nullopt};
  if (from.hasHolder()) book.holder = read_holder(from.getHolder());
  return book;
}

front::ChangeBooking read_change(wire::ChangeBooking::Reader from) {
  return {text(from.getCode()), text(from.getBooking()), text(from.getDay()),
          text(from.getBegins())};
}

front::CancelBooking read_cancel(wire::CancelBooking::Reader from) {
  return {text(from.getCode()), text(from.getBooking()), text(from.getReason())};
}

front::CheckIn read_check_in(wire::CheckIn::Reader from) {
  front::CheckIn ask{text(from.getCode()), std::nullopt, text(from.getChannel()), std::nullopt};
  if (from.hasHolder()) ask.holder = read_holder(from.getHolder());
  if (from.hasMachine()) ask.machine = text(from.getMachine());
  for (const auto service : from.getNext()) ask.next.push_back(text(service));
  return ask;
}

front::TakeTicket read_ticket(wire::TakeTicket::Reader from) {
  front::TakeTicket take;
  take.service = text(from.getService());
  take.channel = text(from.getChannel());
  if (from.hasMachine()) take.machine = text(from.getMachine());
  take.priority = from.getPriority();
  for (const auto service : from.getNext()) take.next.push_back(text(service));
  take.journey = text(from.getJourney());
  take.to_window = text(from.getToWindow());
  take.to_staff = text(from.getToStaff());
  if (from.hasHolder()) {
    take.holder = read_holder(from.getHolder());
  }
  return take;
}

front::LeaseNumbers read_lease(wire::LeaseNumbers::Reader from) {
  return {text(from.getTerminal()), from.getEpoch(), text(from.getService()), from.getCount(),
          from.getMinutes()};
}

front::TakeInTicket read_take_in(wire::TakeIn::Reader from) {
  front::TakeInTicket take;
  take.lease = text(from.getLease());
  take.position = from.getPosition();
  take.value = from.getValue();
  take.service = text(from.getService());
  const Instant at{Duration{from.getAt()}};
  if (at > Instant{} && at < time_max) take.at = to_iso8601(at);
  take.priority = from.getPriority();
  if (from.hasHolder()) take.holder = read_holder(from.getHolder());
  return take;
}

// "callNext" → "call-next". Nothing for an action of a later schema.
std::optional<std::string> action_name(wire::Action action) {
  const auto all = capnp::Schema::from<wire::Action>().getEnumerants();
  const auto number = static_cast<std::uint16_t>(action);
  if (number >= all.size()) return std::nullopt;
  auto name = wire::to_snake(all[number].getProto().getName().cStr());
  std::ranges::replace(name, '_', '-');
  return name;
}

std::variant<front::Act, Refusal> read_window_act(wire::WindowAct::Reader from) {
  const auto name = action_name(from.getAction());
  if (!name)
    return refuse(RefusalKind::not_found, "action.unknown", "a window has no such action",
                  "action");
  front::WindowAct act{text(from.getWindow()),   *name,
                       text(from.getStaff()),    text(from.getReason()),
                       text(from.getNumber()),   text(from.getToWindow()),
                       text(from.getToService())};
  for (const auto service : from.getServices()) act.services.push_back(text(service));
  act.to_staff = text(from.getToStaff());
  return act;
}

front::Evaluate read_evaluation(wire::Evaluate::Reader from) {
  front::Evaluate rating{text(from.getTicket()), from.getLevel(), {}, text(from.getText())};
  for (const auto tag : from.getTags()) rating.tags.push_back(text(tag));
  return rating;
}

front::SetStrategy read_strategy(wire::SetStrategy::Reader from) {
  front::SetStrategy act;
  for (const auto window : from.getWindows()) act.windows.push_back(text(window));
  act.strategy = text(from.getStrategy());
  if (!from.hasValue()) return act;
  const auto value = from.getValue();
  auto& to = act.value.emplace();
  to.order = text(value.getOrder());
  to.weighing = text(value.getWeighing());
  for (const auto weight : value.getWeights()) to.weights.push_back(weight);
  to.booked_weight = value.getBookedWeight();
  to.higher = value.getHigher();
  to.lower = value.getLower();
  to.per_window = value.getPerWindow();
  to.overtaken_max = value.getOvertakenMax();
  to.overtaken_s = value.getOvertakenS();
  to.own_first = value.getOwnFirst();
  return act;
}

std::variant<decltype(Request::what), Refusal> read_what(wire::Request::Reader from) {
  switch (from.which()) {
    case wire::Request::TAKE_TICKET:
      return front::Act(read_ticket(from.getTakeTicket()));
    case wire::Request::WINDOW_ACT: {
      auto act = read_window_act(from.getWindowAct());
      if (auto* refusal = std::get_if<Refusal>(&act)) return std::move(*refusal);
      return std::get<front::Act>(std::move(act));
    }
    case wire::Request::EVALUATE:
      return front::Act(read_evaluation(from.getEvaluate()));
    case wire::Request::FIND_TICKET:
      return FindTicket{text(from.getFindTicket())};
    case wire::Request::FIND_WINDOW:
      return FindWindow{text(from.getFindWindow())};
    case wire::Request::READ_EVENTS: {
      const auto events = from.getReadEvents();
      return ReadEvents{events.getAfter(), std::clamp(events.getLimit(), 1U, events_max),
                        events.getEpoch()};
    }
    case wire::Request::RELEASE_TICKET:
      return front::Act(front::ReleaseTicket{text(from.getReleaseTicket())});
    case wire::Request::SET_STRATEGY:
      return front::Act(read_strategy(from.getSetStrategy()));
    case wire::Request::BOOK_VISIT:
      return front::Act(read_booking(from.getBookVisit()));
    case wire::Request::CHANGE_BOOKING:
      return front::Act(read_change(from.getChangeBooking()));
    case wire::Request::CANCEL_BOOKING:
      return front::Act(read_cancel(from.getCancelBooking()));
    case wire::Request::CHECK_IN:
      return front::Act(read_check_in(from.getCheckIn()));
    case wire::Request::FIND_BOOKING:
      return FindBooking{text(from.getFindBooking())};
    case wire::Request::LEASE_NUMBERS:
      return front::Act(read_lease(from.getLeaseNumbers()));
    case wire::Request::TAKE_IN:
      return front::Act(read_take_in(from.getTakeIn()));
    case wire::Request::END_LEASE:
      return front::Act(front::EndLease{text(from.getEndLease())});
    case wire::Request::READ_LEASES:
      return ReadLeases{};
  }
  return malformed("the request asks for something that this server does not know");
}

capnp::ReaderOptions limits() {
  capnp::ReaderOptions options;
  options.traversalLimitInWords = 4 * request_max / sizeof(capnp::word);
  options.nestingLimit = 8;
  return options;
}

std::string to_bytes(capnp::MessageBuilder& message) {
  const auto words = capnp::messageToFlatArray(message);
  const auto bytes = words.asBytes();
  return {reinterpret_cast<const char*>(bytes.begin()), bytes.size()};
}

std::optional<Refusal> check_id(const std::string& id) {
  if (id.empty() || is_client_command_id(id)) return std::nullopt;
  return refuse(RefusalKind::invalid, "request.invalid",
                "id: must be 1 to 64 printable characters that do not begin with '~'", "id");
}

void write_leases(wire::Accepted::Builder into, const boost::json::object& from) {
  const auto* all = from.if_contains("leases");
  const auto* leases = all == nullptr ? nullptr : all->if_array();
  auto list = into.initLeases(leases == nullptr ? 0 : static_cast<unsigned>(leases->size()));
  for (unsigned i = 0; i < list.size(); ++i) {
    if (const auto* lease = (*leases)[i].if_object()) wire::fill(list[i], *lease);
  }
}

// Null ends of a wait: 0 would be read as no wait at all.
void write_ticket(wire::Ticket::Builder into, const boost::json::object& from) {
  wire::fill(into, from);
  const auto* wait = from.if_contains("wait");
  if (wait == nullptr || !wait->is_object()) return;
  if (wait->at("high_s").is_null()) into.getWait().setHighS(-1);
  if (wait->at("likely_s").is_null()) into.getWait().setLikelyS(-1);
}

void write_accepted(wire::Accepted::Builder into, const host::Accepted& from, AnswerForm form) {
  into.setPosition(from.position);
  into.setRepeated(from.repeated);
  boost::json::error_code error;
  const auto value = boost::json::parse({from.json.data(), from.json.size()}, error);
  static const boost::json::object nothing;
  const auto& object = !error && value.is_object() ? value.get_object() : nothing;
  switch (form) {
    case AnswerForm::ticket:
      write_ticket(into.initTicket(), object);
      break;
    case AnswerForm::window:
      wire::fill(into.initWindow(), object);
      break;
    case AnswerForm::rating:
      wire::fill(into.initRating(), object);
      break;
    case AnswerForm::booking:
      wire::fill(into.initBooking(), object);
      break;
    case AnswerForm::lease:
      wire::fill(into.initLease(), object);
      break;
    case AnswerForm::leases:
      write_leases(into, object);
      break;
  }
}

void write_row(wire::Event::Builder into, const std::string& hall, const EventRow& row) {
  const auto& envelope = *row.envelope;
  into.setHall(wire_text(hall));
  into.setEpoch(envelope.epoch);
  into.setPosition(envelope.position);
  into.setPrevious(envelope.position - 1);
  into.setStream(wire_text(envelope.stream.kind + "/" + envelope.stream.id));
  into.setVersion(envelope.version);
  into.setType(wire_text(row.text.type));
  into.setAt(envelope.at.time_since_epoch().count());
  into.setData(wire_text(row.text.data));
}

}  // namespace

std::variant<Request, Unreadable> read_request(std::string_view bytes) {
  if (bytes.size() > request_max) {
    return Unreadable{
        "", refuse(RefusalKind::invalid, "request.too_large", "a request has at most 64 KiB")};
  }
  if (bytes.size() % sizeof(capnp::word) != 0 || bytes.empty()) {
    return Unreadable{"", malformed("a message is a whole number of 8-byte words, and not empty")};
  }
  Request request;
  try {
    auto words = kj::heapArray<capnp::word>(bytes.size() / sizeof(capnp::word));
    std::memcpy(words.begin(), bytes.data(), bytes.size());
    capnp::FlatArrayMessageReader message(words, limits());
    const auto from = message.getRoot<wire::Request>();
    request.id = text(from.getId());
    if (auto refusal = check_id(request.id)) return Unreadable{"", std::move(*refusal)};
    request.hall = text(from.getHall());
    auto what = read_what(from);
    if (auto* refusal = std::get_if<Refusal>(&what))
      return Unreadable{request.id, std::move(*refusal)};
    request.what = std::get<decltype(Request::what)>(std::move(what));
  } catch (const kj::Exception& error) {
    return Unreadable{request.id, malformed(error.getDescription().cStr())};
  }
  const auto* act = std::get_if<front::Act>(&request.what);
  if (act == nullptr) return request;
  if (auto refusal = front::check_form(*act)) return Unreadable{request.id, std::move(*refusal)};
  return request;
}

std::string write_response(const std::string& id, const host::Outcome& outcome, AnswerForm form) {
  capnp::MallocMessageBuilder message;
  auto response = message.initRoot<wire::Response>();
  response.setId(wire_text(id));
  if (const auto* accepted = std::get_if<host::Accepted>(&outcome)) {
    write_accepted(response.initAccepted(), *accepted, form);
  } else if (const auto* refused = std::get_if<host::Refused>(&outcome)) {
    auto into = response.initRefused();
    into.setKind(static_cast<wire::RefusalKind>(refused->refusal.kind));
    into.setCode(wire_text(refused->refusal.code));
    into.setField(wire_text(refused->refusal.field));
    into.setDetail(wire_text(refused->refusal.detail));
  } else {
    const auto& trouble = std::get<host::Trouble>(outcome);
    auto into = response.initTrouble();
    into.setKind(static_cast<wire::TroubleKind>(trouble.kind));
    into.setDetail(wire_text(trouble.detail));
    if (trouble.kind == host::Trouble::Kind::overloaded) {
      into.setRetryAfterS(static_cast<std::uint32_t>(trouble.retry_after.count()));
    }
  }
  return to_bytes(message);
}

std::string write_events(const std::string& id, const std::string& hall,
                         const std::vector<EventRow>& rows, const Head& head) {
  capnp::MallocMessageBuilder message;
  auto response = message.initRoot<wire::Response>();
  response.setId(wire_text(id));
  auto accepted = response.initAccepted();
  accepted.setPosition(head.position);
  accepted.setEpoch(head.epoch);
  auto list = accepted.initEvents(static_cast<unsigned>(rows.size()));
  for (unsigned i = 0; i < list.size(); ++i) write_row(list[i], hall, rows[i]);
  return to_bytes(message);
}

std::string write_misplaced(const std::string& id, const front::Misplaced& lost) {
  capnp::MallocMessageBuilder message;
  auto response = message.initRoot<wire::Response>();
  response.setId(wire_text(id));
  auto refused = response.initRefused();
  refused.setKind(wire::RefusalKind::WRONG_PHASE);
  refused.setCode(wire_text(std::string(lost.code)));
  refused.setField("after");
  refused.setDetail(wire_text(lost.detail()));
  refused.setEpoch(lost.epoch);
  refused.setFrom(lost.from);
  return to_bytes(message);
}

std::string write_event(const std::string& hall, const EventRow& row) {
  capnp::MallocMessageBuilder message;
  write_row(message.initRoot<wire::Event>(), hall, row);
  return to_bytes(message);
}

}  // namespace atrium::zeromq
