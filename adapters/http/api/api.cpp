// How every request goes: guards, the route, reading a command, waiting for a position, the answer
// (api.hpp).
#include "adapters/http/api/api.hpp"

#include "adapters/http/message/guard.hpp"

namespace atrium::http {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t position_max = INT64_MAX;

bool reads_only(const std::string& method) { return method == "GET" || method == "HEAD"; }

// What the server answers by itself costs nobody a wait and is always answered: health, figures,
// pages. None for that.
std::optional<front::Urgency> urgency_of(const Request& request) {
  const bool asks =
      request.path.starts_with("/api/v1/halls") || request.path.starts_with("/api/v1/m/");
  if (!asks) return std::nullopt;
  if (reads_only(request.method)) return front::Urgency::question;
  return request.path.ends_with("/report") ? front::Urgency::report : front::Urgency::act;
}

std::variant<CommandId, Problem> read_command_id(const Request& request) {
  const auto* key = request.field("idempotency-key");
  if (key == nullptr) return CommandId{};
  if (is_client_command_id(*key)) return CommandId{*key};
  return Problem{422, "request.invalid",
                 "Idempotency-Key: must be 1 to 64 printable characters without spaces that do not "
                 "begin with '~'",
                 "Idempotency-Key"};
}

using Halls = std::map<std::string, Hall, std::less<>>;

Halls halls_of(host::Runtime& runtime, Loop& loop, const ApiOptions& options,
               const std::shared_ptr<Metrics>& metrics) {
  Halls halls;
  for (const auto& face : options.faces) {
    const PartitionId id(face.hall);
    const auto terms = options.rating_terms.find(face.hall);
    halls[face.hall] = {face, id, std::make_shared<LiveHall>(runtime, id, loop, metrics),
                        std::make_shared<front::VisitBook>(runtime, id),
                        terms != options.rating_terms.end()
                            ? terms->second
                            : std::make_shared<const evaluation::Rules>()};
  }
  return halls;
}

front::RatingSources sources_of(const Halls& halls) {
  front::RatingSources sources;
  for (const auto& [name, hall] : halls) {
    const auto find = [visits = hall.visits](const std::string& ticket) {
      visits->catch_up();
      const auto known = visits->find(ticket);
      return known ? std::optional(known->served) : std::nullopt;
    };
    sources[hall.id] = {hall.rating_terms, find};
  }
  return sources;
}

}  // namespace

Api::Api(host::Runtime& runtime, std::shared_ptr<Loop> loop, ApiOptions options)
    : runtime_(runtime),
      loop_(std::move(loop)),
      options_(std::move(options)),
      links_(options_.link_secret.empty() ? front::make_link_secret() : options_.link_secret),
      halls_(halls_of(runtime_, *loop_, options_, metrics_)),
      front_(runtime, options_.link_secret, sources_of(halls_), options_.forecast),
      pages_(options_.web_root) {
  if (!options_.cases) options_.cases = front::make_cases_by_label(runtime_);
  add_house_routes();
  add_floor_routes();
  add_ticket_routes();
  add_rating_routes();
  add_phone_routes();
  add_appointment_routes();
  add_item_routes();
  add_lease_routes();
  add_window_routes();
  add_device_routes();
  add_ops_routes();
  add_calibration_routes();
  add_record_routes();
}

front::RatingSources Api::ratings() const { return sources_of(halls_); }

void Api::start() {
  for (auto& [name, hall] : halls_) {
    hall.live->start();
    hall.visits->catch_up();
  }
  ready_ = true;
}

void Api::stop() {
  ready_ = false;
  for (auto& [name, hall] : halls_) hall.live->stop();
}

void Api::handle(Request request, Respond respond) {
  const auto begin = std::chrono::steady_clock::now();
  ++metrics_->in_flight;
  auto inner = std::make_shared<Respond>(std::move(respond));
  Respond counted([metrics = metrics_, inner, begin](Response response) {
    --metrics->in_flight;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    metrics->answered(response.status, took.count());
    (*inner)(std::move(response));
  });
  if (!admit(request, counted)) return;
  if (auto stranger = refuse_stranger(request, !reads_only(request.method)))
    return counted(to_response(*stranger));
  if (reads_only(request.method) && !routes_.knows(request.path))
    return answer_page(request, std::move(counted));
  Call call{std::move(request), {}, {}, std::move(counted)};
  call.query = parse_query(call.request.query);
  routes_.dispatch(std::move(call));
}

bool Api::admit(const Request& request, Respond& respond) {
  const auto urgency = urgency_of(request);
  const auto busy = metrics_->in_flight - waiting_;
  if (!urgency || busy <= front::allowed(options_.in_flight_max, *urgency)) return true;
  ++metrics_->shed[static_cast<std::size_t>(*urgency)];
  respond(to_response(
      {503, "overloaded", "too many requests are being answered; try again shortly", ""}));
  return false;
}

void Api::answer_page(const Request& request, Respond respond) { respond(pages_.answer(request)); }

void Api::with_hall(Call call, const Ask& then) {
  if (const auto problem = open_link(call)) return call.respond(to_response(*problem));
  const auto found = halls_.find(call["hall"]);
  if (found == halls_.end()) {
    return call.respond(to_response({404, "hall.unknown", "this node runs no such hall", "hall"}));
  }
  then(found->second, std::move(call));
}

void Api::on_command(const std::string& pattern, int accepted, ReadAct read, ShapeFor shape) {
  on_settled(pattern, std::move(read),
             [accepted, shape = std::move(shape)](const Hall& hall, const host::Outcome& outcome,
                                                  Respond respond) {
               respond(shape ? shape(hall, outcome) : to_response(outcome, accepted));
             });
}

void Api::on_settled(const std::string& pattern, ReadAct read, Settle settle) {
  on_asked(pattern, [this, read = std::move(read), settle = std::move(settle)](
                        const Hall& hall, Call command, Fields& fields) {
    auto id = read_command_id(command.request);
    if (const auto* problem = std::get_if<Problem>(&id))
      return command.respond(to_response(*problem));
    auto asked = read(hall, command, fields);
    if (const auto* problem = std::get_if<Problem>(&asked))
      return command.respond(to_response(*problem));
    fields.done();
    if (fields.fault()) return command.respond(to_response(*fields.fault()));
    auto& [act, who] = std::get<Asked>(asked);
    auto respond = std::make_shared<Respond>(std::move(command.respond));
    front_.act(hall.id, act, std::move(who), std::get<CommandId>(std::move(id)),
               on_loop([&hall, &settle, respond](const host::Outcome& outcome) {
                 settle(hall, outcome, std::move(*respond));
               }));
  });
}

void Api::on_asked(const std::string& pattern, AskBody ask) {
  routes_.add("POST", pattern, [this, ask = std::move(ask)](Call call) {
    with_hall(std::move(call), [&ask](const Hall& hall, Call command) {
      if (auto refused = refuse_body(command.request))
        return command.respond(to_response(*refused));
      const auto body = parse_body(command.request.body);
      if (body.fault) return command.respond(to_response(*body.fault));
      Fields fields(body.object);
      ask(hall, std::move(command), fields);
    });
  });
}

void Api::on_question(const std::string& pattern, Ask ask) {
  routes_.add("GET", pattern, [this, ask = std::move(ask)](Call call) {
    with_hall(std::move(call), [this, &ask](const Hall& hall, Call question) {
      std::optional<Problem> fault;
      const auto least = query_integer(question.query, "at_least", 0, position_max, fault);
      if (fault) return question.respond(to_response(*fault));
      if (!least) return ask(hall, std::move(question));
      wait_for(hall, static_cast<Position>(*least), std::move(question), ask);
    });
  });
}

void Api::wait_for(const Hall& hall, Position position, Call question, const Ask& ask) {
  const auto bound = waiting_ < options_.in_flight_max ? options_.wait_max : 0ms;
  auto waiting = std::make_shared<Call>(std::move(question));
  ++waiting_;
  hall.live->when(position, bound, [this, &hall, ask, waiting](bool reached) {
    --waiting_;
    if (reached) return ask(hall, std::move(*waiting));
    waiting->respond(
        to_response({503, "position.not_reached",
                     "the hall has not come to this position yet; try again", "at_least"}));
  });
}

host::Reply Api::on_loop(std::function<void(host::Outcome)> then) {
  return host::Reply([loop = loop_, then = std::move(then)](host::Outcome outcome) {
    auto held = std::make_shared<host::Outcome>(std::move(outcome));
    loop->post([then, held] { then(std::move(*held)); });
  });
}

host::Reply Api::reply_to(Respond respond, Shape shape) {
  auto asker = std::make_shared<Respond>(std::move(respond));
  return on_loop([asker, shape = std::move(shape)](const host::Outcome& outcome) {
    (*asker)(shape ? shape(outcome) : to_response(outcome));
  });
}

std::variant<Api::LiveAsk, Problem> Api::ask_live(const Request& request) {
  if (auto stranger = refuse_stranger(request, true)) return *stranger;
  const auto query = parse_query(request.query);
  const auto name = query.find("hall");
  if (name == query.end()) return Problem{422, "request.invalid", "hall: is missing", "hall"};
  const auto found = halls_.find(name->second);
  if (found == halls_.end())
    return Problem{404, "hall.unknown", "this node runs no such hall", "hall"};
  std::optional<Problem> fault;
  const auto place = query_place(query, fault);
  if (fault) return *fault;
  const auto& live = found->second.live;
  return LiveAsk{live, place.from.value_or(live->feed().head()), place.epoch};
}

}  // namespace atrium::http
