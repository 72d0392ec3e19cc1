// The gateway's thread (gateway.hpp): it alone touches the sockets; the runtime's threads leave
// answers in a box and ring an eventfd.
#include "adapters/zeromq/gateway.hpp"

#include "adapters/front/reading.hpp"
#include "adapters/zeromq/messages.hpp"

#include <fmt/format.h>

#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>
#include <deque>
#include <map>
#include <mutex>
#include <thread>
#include <zmq.hpp>

namespace atrium::zeromq {
namespace {

constexpr std::size_t turn_max =
    256;  // Events of one hall, or requests, before others get their turn.

constexpr int events_behind_max = 10'000;  // Of a subscriber; later ones are dropped.
constexpr int peer_messages_max = 256;     // On their way in, and out, of one peer.

bool is_loopback(const std::string& endpoint) {
  for (const char* begin :
       {"tcp://127.0.0.1:", "tcp://localhost:", "tcp://[::1]:", "ipc://", "inproc://"}) {
    if (endpoint.starts_with(begin)) return true;
  }
  return false;
}

using Frames =
    std::vector<std::string>;  // Whom an answer goes to: all frames before the request's own.

// What the runtime's threads hand to the gateway's. Outlives the gateway while answers are still
// out.
class Box {
 public:
  Box() : bell(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}
  ~Box() { close(bell); }

  void put(Frames to, std::string bytes) {
    {
      const std::scoped_lock lock(mutex_);
      answers_.push_back({std::move(to), std::move(bytes)});
    }
    ring();
  }

  std::deque<std::pair<Frames, std::string>> take() {
    std::uint64_t rung = 0;
    [[maybe_unused]] const auto size = read(bell, &rung, sizeof rung);
    const std::scoped_lock lock(mutex_);
    return std::exchange(answers_, {});
  }

  void ring() const {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto size = write(bell, &one, sizeof one);
  }

  const int bell;

 private:
  std::mutex mutex_;
  std::deque<std::pair<Frames, std::string>> answers_;
};

struct Hall {
  PartitionId id;
  std::shared_ptr<host::Feed> feed;
  Position sent = 0;
  host::Feed::Subscription subscription;
};

AnswerForm form_of(const front::Act& act) {
  const bool ticket = std::holds_alternative<front::TakeTicket>(act) ||
                      std::holds_alternative<front::ReleaseTicket>(act) ||
                      std::holds_alternative<front::TakeInTicket>(act);
  if (ticket) return AnswerForm::ticket;
  if (std::holds_alternative<front::Evaluate>(act)) return AnswerForm::rating;
  const bool lease = std::holds_alternative<front::LeaseNumbers>(act) ||
                     std::holds_alternative<front::EndLease>(act);
  if (lease) return AnswerForm::lease;
  const bool booking = std::holds_alternative<front::BookVisit>(act) ||
                       std::holds_alternative<front::ChangeBooking>(act) ||
                       std::holds_alternative<front::CancelBooking>(act) ||
                       std::holds_alternative<front::CheckIn>(act);
  return booking ? AnswerForm::booking : AnswerForm::window;
}

}  // namespace

struct Gateway::Inside {
  Inside(host::Runtime& given, GatewayOptions chosen)
      : runtime(given),
        options(std::move(chosen)),
        front(given, options.people_secret, options.ratings, options.forecast) {}
  ~Inside();

  Result<void> bind();
  void follow();
  void run();
  void take_requests();
  void handle(Frames to, std::string_view bytes);
  void answer_events(const Frames& to, const std::string& id, const Hall& hall,
                     const ReadEvents& ask);
  void ask(const Frames& to, Request request, const Hall& hall);
  host::Reply reply_to(Frames to, std::string id, AnswerForm form);
  void send_answers();
  bool publish(Hall& hall);  // True when there is more.
  void send(const Frames& to, const std::string& bytes);

  host::Runtime& runtime;
  GatewayOptions options;
  front::Front front;
  zmq::context_t context{1};
  zmq::socket_t router{context, zmq::socket_type::router};
  zmq::socket_t publisher{context, zmq::socket_type::pub};
  std::shared_ptr<Box> box = std::make_shared<Box>();
  std::map<std::string, Hall, std::less<>> halls;
  std::size_t in_flight = 0;
  std::atomic<bool> stopping = false;
  std::thread thread;
};

Gateway::Inside::~Inside() {
  stopping = true;
  box->ring();
  if (thread.joinable()) thread.join();
}

Result<void> Gateway::Inside::bind() {
  const std::string* at = &options.commands;
  try {
    router.set(zmq::sockopt::linger, 200);
    router.set(zmq::sockopt::maxmsgsize, std::int64_t{1} << 20);
    router.set(zmq::sockopt::rcvhwm, peer_messages_max);
    router.set(zmq::sockopt::sndhwm, peer_messages_max);
    for (auto* socket :
         {&router, &publisher}) {  // A peer that has vanished costs nothing for long.
      socket->set(zmq::sockopt::heartbeat_ivl, 10'000);
      socket->set(zmq::sockopt::heartbeat_timeout, 30'000);
      socket->set(zmq::sockopt::handshake_ivl, 5'000);
    }
    publisher.set(zmq::sockopt::maxmsgsize, std::int64_t{1} << 10);  // It hears subscriptions only.
    publisher.set(zmq::sockopt::linger, 0);
    publisher.set(zmq::sockopt::sndhwm, events_behind_max);
    router.bind(options.commands);
    options.commands = router.get(zmq::sockopt::last_endpoint);
    at = &options.events;
    publisher.bind(options.events);
    options.events = publisher.get(zmq::sockopt::last_endpoint);
  } catch (const zmq::error_t& error) {
    const auto code = error.num() == EADDRINUSE ? FailureCode::in_use : FailureCode::invalid_input;
    return fail(code, fmt::format("cannot listen at {}: {}; choose another address for integrators",
                                  *at, error.what()));
  }
  return {};
}

void Gateway::Inside::follow() {
  for (const auto& id : runtime.partitions()) {
    if (id.value == "org") continue;
    auto feed = runtime.feed(id);
    auto& hall = halls[id.value] = Hall{id, feed, feed->head(), {}};
    hall.subscription = feed->subscribe([to = box] { to->ring(); });
  }
}

void Gateway::Inside::run() {
  std::array<zmq::pollitem_t, 2> items{
      {{router.handle(), 0, ZMQ_POLLIN, 0}, {nullptr, box->bell, ZMQ_POLLIN, 0}}};
  bool more = false;
  while (!stopping) {
    try {
      zmq::poll(items.data(), items.size(),
                more ? std::chrono::milliseconds(0) : std::chrono::milliseconds(-1));
      if ((items[0].revents & ZMQ_POLLIN) != 0) take_requests();
      send_answers();
      more = false;
      for (auto& [name, hall] : halls) more = publish(hall) || more;
    } catch (const zmq::error_t& error) {
      if (error.num() != EINTR) throw;  // A debugger or a stopped and continued process.
    }
  }
}

void Gateway::Inside::take_requests() {
  for (std::size_t i = 0; i < turn_max; ++i) {
    Frames frames;
    zmq::message_t part;
    if (!router.recv(part, zmq::recv_flags::dontwait)) return;
    frames.push_back(part.to_string());
    while (part.more()) {
      [[maybe_unused]] const auto size = router.recv(part);
      if (frames.size() < 8) frames.push_back(part.to_string());
    }
    const auto bytes = frames.size() > 1 ? std::move(frames.back()) : std::string();
    if (frames.size() > 1) frames.pop_back();
    handle(std::move(frames), bytes);
  }
}

void Gateway::Inside::handle(Frames to, std::string_view bytes) {
  auto read = read_request(bytes);
  if (const auto* bad = std::get_if<Unreadable>(&read)) {
    return send(to, write_response(bad->id, host::Refused{0, bad->refusal}, AnswerForm::ticket));
  }
  auto& request = std::get<Request>(read);
  const auto found = halls.find(request.hall);
  if (found == halls.end()) {
    const auto refusal =
        refuse(RefusalKind::not_found, "hall.unknown", "this node runs no such hall", "hall");
    return send(to, write_response(request.id, host::Refused{0, refusal}, AnswerForm::ticket));
  }
  const auto* act = std::get_if<front::Act>(&request.what);
  const auto urgency = act == nullptr ? front::Urgency::question : front::urgency_of(*act);
  if (in_flight >= front::allowed(options.in_flight_max, urgency)) {
    const host::Trouble trouble{host::Trouble::Kind::overloaded,
                                "too many requests are being answered"};
    return send(to, write_response(request.id, trouble, AnswerForm::ticket));
  }
  ask(to, std::move(request), found->second);
}

void Gateway::Inside::ask(const Frames& to, Request request, const Hall& hall) {
  if (const auto* events = std::get_if<ReadEvents>(&request.what)) {
    return answer_events(to, request.id, hall, *events);
  }
  ++in_flight;
  if (const auto* ticket = std::get_if<FindTicket>(&request.what)) {
    return front.ticket(hall.id, ticket->ticket, reply_to(to, request.id, AnswerForm::ticket));
  }
  if (const auto* window = std::get_if<FindWindow>(&request.what)) {
    return front.window(hall.id, window->window, reply_to(to, request.id, AnswerForm::window));
  }
  if (const auto* booking = std::get_if<FindBooking>(&request.what)) {
    return front.booking(hall.id, booking->booking, reply_to(to, request.id, AnswerForm::booking));
  }
  if (std::holds_alternative<ReadLeases>(request.what)) {
    return front.leases(hall.id, reply_to(to, request.id, AnswerForm::leases));
  }
  const auto& act = std::get<front::Act>(request.what);
  front.act(hall.id, act, {WhoKind::integrator, "local"}, {request.id},
            reply_to(to, request.id, form_of(act)));
}

host::Reply Gateway::Inside::reply_to(Frames to, std::string id, AnswerForm form) {
  return host::Reply(
      [out = box, to = std::move(to), id = std::move(id), form](const host::Outcome& outcome) {
        out->put(to, write_response(id, outcome, form));
      });
}

void Gateway::Inside::answer_events(const Frames& to, const std::string& id, const Hall& hall,
                                    const ReadEvents& ask) {
  const auto unreadable = [&](const std::string& why) {
    send(to,
         write_response(id, host::Trouble{host::Trouble::Kind::failure, why}, AnswerForm::ticket));
  };
  if (const auto lost = front::misplaced(hall.feed->journal(), ask.after, ask.epoch)) {
    return send(to, write_misplaced(id, *lost));
  }
  const auto head = hall.feed->journal().head();
  const auto events = hall.feed->read(ask.after, ask.limit);
  if (!events) return unreadable(events.error().what);
  std::vector<EventRow> rows;
  for (const auto& envelope : *events) {
    auto text = runtime.event_text(envelope);
    if (!text) return unreadable(text.error().what);
    rows.push_back({&envelope, std::move(*text)});
  }
  send(to, write_events(id, hall.id.value, rows, head));
}

void Gateway::Inside::send_answers() {
  for (const auto& [to, bytes] : box->take()) {
    --in_flight;
    send(to, bytes);
  }
}

// An event that cannot be read is left out: the next one's `previous` shows the gap, and readEvents
// says why.
bool Gateway::Inside::publish(Hall& hall) {
  if (hall.feed->head() == hall.sent) return false;
  const auto events = hall.feed->read(hall.sent, turn_max);
  if (!events) return false;
  for (const auto& envelope : *events) {
    hall.sent = envelope.position;
    auto text = runtime.event_text(envelope);
    if (!text) continue;
    publisher.send(zmq::buffer(hall.id.value),
                   zmq::send_flags::sndmore | zmq::send_flags::dontwait);
    publisher.send(zmq::buffer(write_event(hall.id.value, {&envelope, std::move(*text)})),
                   zmq::send_flags::dontwait);
  }
  return events->size() == turn_max;
}

// A client that is gone, or reads nothing, loses its answer; it may ask again under the same id.
void Gateway::Inside::send(const Frames& to, const std::string& bytes) {
  for (const auto& frame : to) {
    if (!router.send(zmq::buffer(frame), zmq::send_flags::sndmore | zmq::send_flags::dontwait))
      return;
  }
  router.send(zmq::buffer(bytes), zmq::send_flags::dontwait);
}

Gateway::Gateway(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Gateway::~Gateway() = default;

Result<std::unique_ptr<Gateway>> Gateway::make(host::Runtime& runtime, GatewayOptions options) {
  for (const auto* endpoint : {&options.commands, &options.events}) {
    if (is_loopback(*endpoint)) continue;
    return fail(FailureCode::invalid_input,
                fmt::format("'{}' would be open to the network, and integrators have no keys yet: "
                            "use tcp://127.0.0.1:PORT or ipc://PATH",
                            *endpoint));
  }
  auto inside = std::make_unique<Inside>(runtime, std::move(options));
  if (auto bound = inside->bind(); !bound) return tl::unexpected(bound.error());
  inside->follow();
  inside->thread = std::thread([&running = *inside] { running.run(); });
  return std::unique_ptr<Gateway>(new Gateway(std::move(inside)));
}

const std::string& Gateway::commands() const { return inside_->options.commands; }
const std::string& Gateway::events() const { return inside_->options.events; }

}  // namespace atrium::zeromq
