// Routes about bookings: slots, booking and its course, check-in that answers with the ticket.
// Identity numbers, phones and codes come in bodies only: addresses are logged.
#include "adapters/http/api/api.hpp"

#include "actors/limits.hpp"
#include "adapters/front/json_fields.hpp"

#include <boost/json.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace atrium::http {
namespace {

using namespace limits;
using namespace std::chrono_literals;
namespace json = boost::json;
using front::text_at;
using Clock = std::chrono::steady_clock;

constexpr std::size_t day_max = 10;
constexpr std::size_t time_max = 5;
constexpr std::size_t shown_code_max = 200;  // What a phone's code says.
constexpr auto ticket_wait = 1500ms;  // For the ticket of a check-in; it takes a few milliseconds.

std::optional<front::HolderFields> read_person(Fields& fields) {
  front::HolderFields person{fields.optional_text("id_type", id_max).value_or(""),
                             fields.optional_text("id_number", identity_number_max).value_or(""),
                             fields.optional_text("name", name_max).value_or(""),
                             fields.optional_text("phone", phone_max).value_or("")};
  return person;
}

front::BookVisit read_booking(Fields& fields) {
  front::BookVisit book;
  book.service = fields.text("service", id_max);
  book.day = fields.text("day", day_max);
  book.begins = fields.text("begins", time_max);
  book.channel = fields.optional_text("channel", id_max).value_or("web");
  static constexpr std::array channels{"web",   "app",     "wechat",  "kiosk",
                                       "phone", "counter", "platform"};
  if (std::ranges::find(channels, book.channel) == channels.end()) {
    fields.reject("channel", "must be web, app, wechat, kiosk, phone, counter or platform");
  }
  book.reference = fields.optional_text("reference", id_max).value_or("");
  if (book.channel == "platform" && book.reference.empty()) {
    fields.reject("reference", "a platform gives the number of its own booking");
  }
  if (auto holder = fields.optional_object("holder")) {
    book.holder = read_person(*holder);
    book.holder->code = holder->optional_text("code", shown_code_max).value_or("");
    holder->done();
  }
  return book;
}

front::ChangeBooking read_change(Fields& fields) {
  front::ChangeBooking change;
  change.day = fields.text("day", day_max);
  change.begins = fields.text("begins", time_max);
  return change;
}

std::string read_code(Fields& fields) { return fields.text("code", id_max); }

// A booking's code has digits only; what has a colon was shown by a phone and tells the person.
struct Told {
  std::string code;
  front::HolderFields person;
};
Told read_who(Fields& fields) {
  Told told{fields.optional_text("code", shown_code_max).value_or(""), *read_person(fields)};
  if (told.code.find(':') != std::string::npos) told.person.code = std::exchange(told.code, {});
  return told;
}

Who citizen() { return {WhoKind::citizen, ""}; }

// Until there are accounts, whoever comes by the staff's routes is staff.
Who staff(Fields& fields) {
  return {WhoKind::staff, fields.optional_text("staff", id_max).value_or("")};
}

json::object object_of(const host::Outcome& outcome) {
  const auto* accepted = std::get_if<host::Accepted>(&outcome);
  if (accepted == nullptr) return {};
  json::error_code error;
  auto value = json::parse({accepted->json.data(), accepted->json.size()}, error);
  return !error && value.is_object() ? std::move(value.get_object()) : json::object();
}

// Why a waiting room gives no ticket for this service, as it would have refused one; nothing when
// it would give one.
std::optional<Problem> why_no_ticket(const json::object& floor, const std::string& service) {
  const auto* open = floor.if_contains("open");
  if (open != nullptr && open->is_bool() && !open->get_bool()) {
    return Problem{409, "hall.closed", "the hall issues no tickets now", ""};
  }
  const auto* services = front::array_at(floor, "services");
  if (services == nullptr) return std::nullopt;
  for (const auto& one : *services) {
    if (!one.is_object() || text_at(one.get_object(), "service") != service) continue;
    const auto why = text_at(one.get_object(), "refusal");
    if (why == "no_window")
      return Problem{409, "service.has_no_window", "every window that serves it is closed", ""};
    if (why == "limit")
      return Problem{409, "service.limit_reached", "today's numbers are given out", ""};
    if (why == "closed") return Problem{409, "service.closed", "the service is not offered", ""};
  }
  return std::nullopt;
}

}  // namespace

// One check-in on its way to its ticket, which the waiting room makes from the book's event.
struct Api::Arrival {
  const Hall* hall = nullptr;
  std::string booking;
  Position seen = 0;
  Clock::time_point until;
  Respond respond;
};

void Api::await_ticket(std::shared_ptr<Arrival> arrival) {
  front_.booking(
      arrival->hall->id, arrival->booking, on_loop([this, arrival](const host::Outcome& outcome) {
        const auto* accepted = std::get_if<host::Accepted>(&outcome);
        if (accepted == nullptr) return arrival->respond(to_response(outcome));
        arrival->seen = std::max(arrival->seen, accepted->position);
        auto booking = object_of(outcome);
        if (const auto ticket = text_at(booking, "ticket"); !ticket.empty()) {
          return answer_arrival(arrival, std::move(booking), ticket);
        }
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(arrival->until - Clock::now());
        if (left <= 0ms) return answer_without_ticket(arrival, std::move(booking));
        const auto head = arrival->hall->live->feed().head();
        arrival->hall->live->when(std::max(arrival->seen, head) + 1, left,
                                  [this, arrival](bool) { await_ticket(arrival); });
      }));
}

void Api::answer_arrival(const std::shared_ptr<Arrival>& arrival, json::object booking,
                         const std::string& ticket) {
  front_.ticket(
      arrival->hall->id, ticket, on_loop([this, arrival, booking](const host::Outcome& outcome) {
        const auto* accepted = std::get_if<host::Accepted>(&outcome);
        if (accepted == nullptr) return arrival->respond(to_response(outcome));
        auto both = *accepted;
        const auto linked = with_link(*arrival->hall, outcome);
        both.json =
            json::serialize(json::object{{"booking", booking}, {"ticket", object_of(linked)}});
        arrival->respond(to_response(host::Outcome(std::move(both)), 201));
      }));
}

// The visitor is checked in and can do so again; whoever asks hears why there is no ticket.
void Api::answer_without_ticket(const std::shared_ptr<Arrival>& arrival, json::object booking) {
  front_.floor(
      arrival->hall->id, on_loop([arrival, booking](const host::Outcome& outcome) {
        if (const auto why = why_no_ticket(object_of(outcome), text_at(booking, "service"))) {
          return arrival->respond(to_response(*why));
        }
        arrival->respond(to_response(
            {503, "appointment.ticket_delayed", "the ticket is on its way; check in again", ""}));
      }));
}

void Api::add_booking_questions() {
  const std::string bookings = "/api/v1/halls/{hall}/appointments";

  on_question(bookings, [this](const Hall& hall, Call call) {
    std::optional<Problem> fault;
    const auto limit =
        query_integer(call.query, "limit", 1, appointment_book::bookings_listed_max, fault);
    if (fault) return call.respond(to_response(*fault));
    front::BookingFilter filter{
        call.query["status"], call.query["day"], call.query["service"], call.query["booking"],
        static_cast<int>(limit.value_or(appointment_book::bookings_listed))};
    front_.bookings(hall.id, filter, reply_to(std::move(call.respond)));
  });
  on_question(bookings + "/days", [this](const Hall& hall, Call call) {
    front_.booking_days(hall.id, call.query["service"], reply_to(std::move(call.respond)));
  });
  on_question(bookings + "/slots", [this](const Hall& hall, Call call) {
    front_.slots(hall.id, call.query["service"], call.query["day"],
                 reply_to(std::move(call.respond)));
  });
  on_question(bookings + "/seats", [this](const Hall& hall, Call call) {
    front_.seats(hall.id, call.query["day"], reply_to(std::move(call.respond)));
  });
  on_question(bookings + "/{booking}", [this](const Hall& hall, Call call) {
    front_.booking(hall.id, call["booking"], reply_to(std::move(call.respond)));
  });
  // A question that must not stand in an address.
  on_asked(bookings + "/find", [this](const Hall& hall, Call call, Fields& fields) {
    const auto [code, person] = read_who(fields);
    if (code.empty() && person.id_number.empty() && person.phone.empty() && person.code.empty()) {
      fields.reject("code", "give the booking's code, an identity number or a phone");
    }
    fields.done();
    if (fields.fault()) return call.respond(to_response(*fields.fault()));
    front_.bookings_of(hall.id, code, person, reply_to(std::move(call.respond)));
  });
}

void Api::add_booking_acts() {
  const std::string bookings = "/api/v1/halls/{hall}/appointments";
  using Read = std::variant<Asked, Problem>;

  on_command(bookings, 201, [](const Hall&, const Call&, Fields& fields) -> Read {
    auto book = read_booking(fields);
    const Who who = book.channel == "counter" ? Who{WhoKind::staff, ""} : citizen();
    return Asked{std::move(book), who};
  });
  on_command(bookings + "/change", 200, [](const Hall&, const Call&, Fields& fields) -> Read {
    auto change = read_change(fields);
    change.code = read_code(fields);
    return Asked{std::move(change), citizen()};
  });
  on_command(bookings + "/cancel", 200, [](const Hall&, const Call&, Fields& fields) -> Read {
    front::CancelBooking cancel{read_code(fields), "", ""};
    cancel.reason = fields.optional_text("reason", reason_max).value_or("");
    return Asked{std::move(cancel), citizen()};
  });
  on_command(bookings + "/{booking}/change", 200,
             [](const Hall&, const Call& call, Fields& fields) -> Read {
               auto change = read_change(fields);
               change.booking = call["booking"];
               return Asked{std::move(change), staff(fields)};
             });
  on_command(bookings + "/{booking}/cancel", 200,
             [](const Hall&, const Call& call, Fields& fields) -> Read {
               front::CancelBooking cancel{"", call["booking"], ""};
               cancel.reason = fields.optional_text("reason", reason_max).value_or("");
               return Asked{std::move(cancel), staff(fields)};
             });
  on_command(bookings + "/{booking}/outcome", 200,
             [](const Hall&, const Call& call, Fields& fields) -> Read {
               front::RecordOutcome record{call["booking"], fields.text("outcome", id_max), ""};
               record.reason = fields.optional_text("reason", reason_max).value_or("");
               return Asked{std::move(record), staff(fields)};
             });
}

void Api::add_check_in() {
  const auto read = [](const Hall& hall, const Call&,
                       Fields& fields) -> std::variant<Asked, Problem> {
    front::CheckIn check_in;
    auto told = read_who(fields);
    check_in.code = std::move(told.code);
    check_in.holder = std::move(told.person);
    check_in.channel = fields.optional_text("channel", id_max).value_or("kiosk");
    check_in.machine = fields.optional_text("machine", id_max);
    check_in.next = fields.texts("next", appointment_book::next_max, id_max);
    const auto& machine = check_in.machine;
    if (machine && !fields.fault() && !has_device(hall.face, "ticket_machine", *machine)) {
      return unknown_machine();
    }
    const Who who = machine ? Who{WhoKind::device, *machine} : citizen();
    return Asked{std::move(check_in), who};
  };
  on_settled("/api/v1/halls/{hall}/appointments/check-in", read,
             [this](const Hall& hall, const host::Outcome& outcome, Respond respond) {
               const auto* accepted = std::get_if<host::Accepted>(&outcome);
               if (accepted == nullptr) return respond(to_response(outcome));
               auto arrival = std::make_shared<Arrival>();
               arrival->hall = &hall;
               arrival->booking = text_at(object_of(outcome), "booking");
               arrival->seen = accepted->position;
               arrival->until = Clock::now() + ticket_wait;
               arrival->respond = std::move(respond);
               await_ticket(std::move(arrival));
             });
}

void Api::add_appointment_routes() {
  add_booking_questions();
  add_booking_acts();
  add_check_in();
}

}  // namespace atrium::http
