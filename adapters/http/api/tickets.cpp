// Routes about tickets: taking, finding and printing them again.
#include "adapters/http/api/api.hpp"

#include "actors/limits.hpp"
#include "actors/waiting_room/waiting_room.hpp"
#include "adapters/front/json_fields.hpp"

namespace atrium::http {
namespace {

using namespace limits;
using Verdict = front::StaffPasswords::Verdict;

constexpr std::size_t code_max = 200;  // What a phone's code says.
constexpr std::size_t password_max = 100;

front::HolderFields read_person(Fields& holder) {
  front::HolderFields person{holder.optional_text("id_type", id_max).value_or(""),
                             holder.optional_text("id_number", identity_number_max).value_or(""),
                             holder.optional_text("name", name_max).value_or(""),
                             holder.optional_text("phone", phone_max).value_or(""),
                             holder.optional_text("code", code_max).value_or("")};
  holder.done();
  return person;
}

constexpr std::chrono::hours link_life{24 * 15};  // Long enough to rate, and to read an answer.
std::optional<front::HolderFields> read_holder(Fields& fields) {
  auto holder = fields.optional_object("holder");
  if (!holder) return std::nullopt;
  return read_person(*holder);
}

front::TakeTicket read_ticket(Fields& fields) {
  front::TakeTicket take;
  // Of one visit: one service, several in order, or a journey by name.
  take.journey = fields.optional_text("journey", id_max).value_or("");
  take.next = fields.texts("services", waiting_room::services_max, id_max);
  if (!take.next.empty()) {
    take.service = take.next.front();
    take.next.erase(take.next.begin());
    if (fields.optional_text("service", id_max)) {
      fields.reject("service", "name service or services, not both");
    }
  } else if (take.journey.empty()) {
    take.service = fields.text("service", id_max);
  }
  take.channel = fields.optional_text("channel", id_max).value_or("web");
  take.machine = fields.optional_text("machine", id_max);
  take.priority = static_cast<int>(
      fields.optional_integer("priority", 0, waiting_room::priority_max).value_or(0));
  take.holder = read_holder(fields);
  take.to_window = fields.optional_text("window", id_max).value_or("");
  take.to_staff = fields.optional_text("staff", id_max).value_or("");
  return take;
}

// Until there are accounts, whoever says to be at the counter is staff.
Who taker_of(const front::TakeTicket& take) {
  if (take.machine) return {WhoKind::device, *take.machine};
  return {take.channel == "counter" ? WhoKind::staff : WhoKind::citizen, ""};
}

// A refusal names the fields of the waiting room's command; here they have other names.
host::Outcome by_own_fields(host::Outcome outcome) {
  auto* refused = std::get_if<host::Refused>(&outcome);
  if (refused == nullptr) return outcome;
  auto& field = refused->refusal.field;
  if (field.starts_with("to_")) field.erase(0, std::string_view("to_").size());
  return outcome;
}

}  // namespace

// Valid for a while from the issue on, so that a repeated command is answered the same link.
std::string Api::link_of(const Hall& hall, const boost::json::object& ticket) const {
  const auto id = front::text_at(ticket, "id");
  const auto issued = front::instant_at(ticket, "issued_at");
  if (id.empty() || !issued) return {};
  return front::link_path(
      links_.make(front::LinkKind::ticket, hall.id.value, id, *issued + link_life));
}

host::Outcome Api::with_link(const Hall& hall, host::Outcome outcome) const {
  auto* accepted = std::get_if<host::Accepted>(&outcome);
  if (accepted == nullptr) return outcome;
  boost::json::error_code error;
  const auto ticket = boost::json::parse(accepted->json, error);
  const auto link = error || !ticket.is_object() ? "" : link_of(hall, ticket.get_object());
  if (link.empty()) return outcome;
  accepted->json.insert(accepted->json.rfind('}'), ",\"link\":\"" + link + "\"");
  return outcome;
}

host::Outcome Api::with_links(const Hall& hall, host::Outcome outcome) const {
  auto* accepted = std::get_if<host::Accepted>(&outcome);
  if (accepted == nullptr) return outcome;
  auto found = boost::json::parse(accepted->json);
  for (auto& one : found.at("tickets").as_array()) {
    auto& ticket = one.as_object();
    ticket["link"] = link_of(hall, ticket);
  }
  accepted->json = boost::json::serialize(found);
  return outcome;
}

std::optional<Problem> Api::release_priority(const Hall& hall, Fields& fields,
                                             const std::string& place, int priority,
                                             bool& released) {
  const auto password = fields.optional_text("staff_password", password_max);
  if (fields.fault() || !password || priority == 0) return std::nullopt;
  const auto now = std::chrono::steady_clock::now();
  const auto here = hall.id.value + "/" + place;
  switch (passwords_.check(hall.face.staff_password_hash, here, *password, now)) {
    case Verdict::right:
      released = true;
      return std::nullopt;
    case Verdict::wrong:
      return Problem{403, "priority.wrong_password", "the staff password is wrong; type it again",
                     "staff_password"};
    case Verdict::locked:
      break;
    case Verdict::none_set:
      return Problem{403, "priority.not_offered",
                     "the hall has set no staff password; ask at the desk", "staff_password"};
  }
  Problem locked{403, "priority.too_many_attempts",
                 "too many wrong passwords here; wait, then try again", "staff_password"};
  locked.figures = {
      {"retry_after_s", static_cast<std::uint64_t>(passwords_.locked_for_now(here, now).count())}};
  return locked;
}

// A person's tickets. Whoever knows a phone number is not yet its owner: only a document or a code
// opens the pages of the tickets again, and a phone typed beside a document finds nothing more.
void Api::add_finding_own() {
  on_asked("/api/v1/halls/{hall}/tickets/find", [this](const Hall& hall, Call call,
                                                       Fields& fields) {
    auto person = read_person(fields);
    if (fields.fault()) return call.respond(to_response(*fields.fault()));
    const bool proven = !person.id_number.empty() || !person.code.empty();
    if (proven) person.phone.clear();
    front_.tickets_of(hall.id, person,
                      reply_to(std::move(call.respond), [this, &hall, proven](const auto& outcome) {
                        return to_response(proven ? with_links(hall, outcome) : outcome);
                      }));
  });
}

void Api::add_ticket_routes() {
  const std::string tickets = "/api/v1/halls/{hall}/tickets";
  add_finding_own();

  on_command(
      tickets, 201,
      [this](const Hall& hall, const Call&, Fields& fields) -> std::variant<Asked, Problem> {
        auto take = read_ticket(fields);
        if (take.machine && !fields.fault() &&
            !has_device(hall.face, "ticket_machine", *take.machine)) {
          return unknown_machine();
        }
        if (auto refused = release_priority(hall, fields, take.machine.value_or(""), take.priority,
                                            take.released)) {
          return *refused;
        }
        const auto who = taker_of(take);
        return Asked{std::move(take), who};
      },
      [this](const Hall& hall, const host::Outcome& outcome) {
        return to_response(with_link(hall, by_own_fields(outcome)), 201);
      });

  on_question(tickets, [this](const Hall& hall, Call call) {
    std::optional<Problem> fault;
    const auto limit =
        query_integer(call.query, "limit", 1, waiting_room::tickets_listed_max, fault);
    if (fault) return call.respond(to_response(*fault));
    front::TicketFilter filter{call.query["status"], call.query["service"], call.query["number"],
                               static_cast<int>(limit.value_or(waiting_room::tickets_listed))};
    front_.tickets(hall.id, filter, reply_to(std::move(call.respond)));
  });

  on_question(tickets + "/{ticket}", [this](const Hall& hall, Call call) {
    front_.ticket(hall.id, call["ticket"], reply_to(std::move(call.respond)));
  });

  on_command(tickets + "/{ticket}/release", 200,
             [](const Hall&, const Call& call, Fields&) -> std::variant<Asked, Problem> {
               return Asked{front::ReleaseTicket{call["ticket"]}, {WhoKind::staff, ""}};
             });

  on_command(
      tickets + "/{ticket}/reprint", 200,
      [](const Hall& hall, const Call& call, Fields& fields) -> std::variant<Asked, Problem> {
        front::Reprint again{call["ticket"], fields.text("machine", id_max)};
        if (!fields.fault() && !has_device(hall.face, "ticket_machine", again.machine)) {
          return unknown_machine();
        }
        return Asked{std::move(again), {WhoKind::staff, ""}};
      });
}

// Numbers for terminals that may be cut off, and what they gave out meanwhile.
void Api::add_lease_routes() {
  const std::string leases = "/api/v1/halls/{hall}/leases";

  on_question(leases, [this](const Hall& hall, Call call) {
    front_.leases(hall.id, reply_to(std::move(call.respond)));
  });

  on_command(leases, 201,
             [](const Hall&, const Call&, Fields& fields) -> std::variant<Asked, Problem> {
               front::LeaseNumbers lease;
               lease.terminal = fields.text("terminal", id_max);
               lease.epoch = static_cast<int>(fields.integer("epoch", 0, number_max));
               lease.service = fields.text("service", id_max);
               lease.count = static_cast<int>(fields.integer("count", 1, number_max));
               lease.minutes =
                   static_cast<int>(fields.optional_integer("minutes", 1, number_max).value_or(0));
               const Who who{WhoKind::device, lease.terminal};
               return Asked{std::move(lease), who};
             });

  on_command(
      leases + "/{lease}/tickets", 201,
      [this](const Hall& hall, const Call& call, Fields& fields) -> std::variant<Asked, Problem> {
        front::TakeInTicket take;
        take.lease = call["lease"];
        take.position = static_cast<int>(fields.integer("position", 1, number_max));
        take.value = static_cast<int>(fields.integer("value", 0, number_max));
        take.service = fields.text("service", id_max);
        take.at = fields.text("at", id_max);
        take.priority = static_cast<int>(
            fields.optional_integer("priority", 0, waiting_room::priority_max).value_or(0));
        take.holder = read_holder(fields);
        // Tries count for all terminals together: whoever asks may call itself anything.
        release_priority(hall, fields, "~terminals", take.priority, take.released);
        return Asked{std::move(take), {WhoKind::device, ""}};
      });

  on_command(leases + "/{lease}/end", 200,
             [](const Hall&, const Call& call, Fields&) -> std::variant<Asked, Problem> {
               return Asked{front::EndLease{call["lease"]}, {WhoKind::device, ""}};
             });
}

}  // namespace atrium::http
