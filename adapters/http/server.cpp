// The transport (server.hpp): RESTinio on standalone Asio. The only file that compiles their
// headers.
#include "adapters/http/server.hpp"

#include "adapters/http/api/api.hpp"
#include "adapters/http/guarded_socket.hpp"
#include "adapters/http/message/guard.hpp"

#include <restinio/all.hpp>
#include <restinio/websocket/websocket.hpp>

#include <fmt/format.h>

#include <sys/resource.h>

#include <algorithm>
#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>

namespace atrium::http {
namespace {

namespace ws = restinio::websocket::basic;
using namespace std::chrono_literals;

struct Traits : restinio::default_single_thread_traits_t {
  using stream_socket_t = GuardedSocket;
  static constexpr bool use_connection_count_limiter = true;
};

constexpr std::size_t pongs_max = 8;
constexpr std::size_t pipelined_max = 4;  // Of a connection; TCP holds the rest back.

// A connection takes one descriptor; the journal needs its own.
std::size_t connection_limit(std::size_t wanted) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return std::min<std::size_t>(256, wanted);
  return std::min(std::max<std::size_t>(limit.rlim_cur / 2, 64), wanted);
}

class AsioLoop final : public Loop {
 public:
  void post(std::function<void()> work) override { asio::post(context, std::move(work)); }
  void after(std::chrono::milliseconds delay, std::function<void()> work) override {
    auto timer = std::make_shared<asio::steady_timer>(context, delay);
    timer->async_wait([timer, work = std::move(work)](const asio::error_code& error) {
      if (!error) work();
    });
  }
  asio::io_context context{1};
};

class WebSocket final : public Socket {
 public:
  // `ended` runs once, when either side has closed.
  WebSocket(ws::ws_handle_t handle, std::function<void()> ended)
      : handle_(std::move(handle)), ended_(std::move(ended)) {}
  ~WebSocket() override { handle_->shutdown(); }

  void send(const std::shared_ptr<const std::string>& text,
            std::function<void(bool)> written) override {
    send_frame(ws::opcode_t::text_frame, restinio::writable_item_t{text}, std::move(written));
  }
  void ping() override {
    send_frame(ws::opcode_t::ping_frame, restinio::writable_item_t{std::string()}, {});
  }
  // Whoever pings and does not read what comes back is gone.
  void pong(std::string payload) {
    if (*pongs_ >= pongs_max) return end();
    ++*pongs_;
    send_frame(ws::opcode_t::pong_frame, restinio::writable_item_t{std::move(payload)},
               [pongs = pongs_](bool) { --*pongs; });
  }
  void close(std::uint16_t code, const std::string& reason) override {
    const std::string payload{static_cast<char>(code >> 8), static_cast<char>(code & 0xff)};
    send_frame(ws::opcode_t::connection_close_frame, restinio::writable_item_t{payload + reason},
               {});
    end();
  }
  void end() {
    if (auto ended = std::exchange(ended_, nullptr)) ended();
  }

 private:
  void send_frame(ws::opcode_t opcode, restinio::writable_item_t payload,
                  std::function<void(bool)> written) {
    if (!ended_) return;
    restinio::write_status_cb_t told;
    if (written) {
      told = [written = std::move(written)](const asio::error_code& error) { written(!error); };
    }
    try {
      handle_->send_message(ws::final_frame, opcode, std::move(payload), std::move(told));
    } catch (const restinio::exception_t&) {
      end();
    }
  }

  ws::ws_handle_t handle_;
  std::function<void()> ended_;
  std::shared_ptr<std::size_t> pongs_ = std::make_shared<std::size_t>(0);  // Not yet written.
};

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

Request to_request(const restinio::request_t& from) {
  Request request;
  const auto& header = from.header();
  request.method = header.method().c_str();
  const std::string_view target = header.request_target();
  const auto mark = std::min(target.find('?'), target.size());
  request.path = target.substr(0, mark);
  if (mark < target.size())
    request.query = target.substr(mark + 1, target.find('#', mark) - mark - 1);
  header.for_each_field([&](const restinio::http_header_field_t& field) {
    request.fields.emplace_back(lower(field.name()), field.value());
  });
  request.body = from.body();
  return request;
}

template <class Builder>
void add_fields(Builder& builder, const Response& response) {
  builder.append_header(restinio::http_field::server, "atrium");
  for (const auto& [name, value] : security_fields()) builder.append_header(name, value);
  for (const auto& [name, value] : response.fields) builder.append_header(name, value);
  const bool cached = std::ranges::any_of(response.fields,
                                          [](const auto& f) { return f.first == "Cache-Control"; });
  if (!cached) builder.append_header(restinio::http_field::cache_control, "no-store");
  if (response.status != 304)
    builder.append_header(restinio::http_field::content_type, response.type);
}

void write(restinio::request_t& request, Response response) {
  const restinio::http_status_line_t status{
      restinio::http_status_code_t{static_cast<std::uint16_t>(response.status)},
      std::string(reason_of(response.status))};
  const std::size_t size = response.file ? response.file->size() : response.body.size();
  if (request.header().method() == restinio::http_method_head()) {
    auto builder = request.create_response<restinio::user_controlled_output_t>(status);
    add_fields(builder, response);
    builder.set_content_length(size);
    builder.done();
    return;
  }
  auto builder = request.create_response(status);
  add_fields(builder, response);
  if (response.file) {
    builder.set_body(restinio::writable_item_t{response.file});
  } else {
    builder.set_body(std::move(response.body));
  }
  builder.done();
}

// Requests that wait for their answers. They belong to the server, not to whoever answers: an
// answer that comes after the stop finds nothing here, and no connection outlives the server.
struct Waiting {
  std::map<std::uint64_t, restinio::request_handle_t> requests;
  std::uint64_t last = 0;

  static Respond enter(const std::shared_ptr<Waiting>& self, restinio::request_handle_t request) {
    const auto number = ++self->last;
    self->requests[number] = std::move(request);
    return Respond([weak = std::weak_ptr(self), number](Response response) {
      const auto waiting = weak.lock();
      if (!waiting) return;
      if (auto node = waiting->requests.extract(number)) write(*node.mapped(), std::move(response));
    });
  }
};

}  // namespace

struct Server::Inside {
  Inside(host::Runtime& runtime, ServerOptions given, Address at)
      : options(std::move(given)),
        address(std::move(at)),
        loop(std::make_shared<AsioLoop>()),
        api(runtime, loop,
            {options.halls, options.web_root, options.link_secret, options.rating_terms,
             options.catalogue, options.deliveries, options.in_flight_max, options.wait_max,
             options.sound, options.forecast, options.records, options.cases}) {}

  using HttpServer = restinio::http_server_t<Traits>;

  restinio::request_handling_status_t handle(const restinio::request_handle_t& request);
  void upgrade(const restinio::request_handle_t& request, const Api::LiveAsk& ask);
  void build();

  ServerOptions options;
  Address address;
  std::shared_ptr<AsioLoop> loop;
  Api api;
  std::unique_ptr<HttpServer> server;
  std::shared_ptr<Waiting> waiting = std::make_shared<Waiting>();
  std::optional<asio::executor_work_guard<asio::io_context::executor_type>> work;
  std::thread thread;
  std::uint16_t port = 0;
  std::map<std::uint64_t, std::pair<std::shared_ptr<WebSocket>, std::shared_ptr<LiveHall::Session>>>
      live;
};

restinio::request_handling_status_t Server::Inside::handle(
    const restinio::request_handle_t& request) {
  if (!waiting) return restinio::request_rejected();  // Read while stopping.
  auto asked = to_request(*request);
  const bool wants_upgrade =
      request->header().connection() == restinio::http_connection_header_t::upgrade;
  if (wants_upgrade && asked.method == "GET" && asked.path == "/api/v1/live" &&
      lower(request->header().get_field_or(restinio::http_field::upgrade, "")) == "websocket" &&
      request->header().has_field(restinio::http_field::sec_websocket_key)) {
    const auto ask = api.ask_live(asked);
    if (const auto* accepted = std::get_if<Api::LiveAsk>(&ask)) {
      upgrade(request, *accepted);
    } else {
      write(*request, to_response(std::get<Problem>(ask)));
    }
    return restinio::request_accepted();
  }
  api.handle(std::move(asked), Waiting::enter(waiting, request));
  return restinio::request_accepted();
}

// The socket and its session live in `live` until either side closes or the connection breaks.
void Server::Inside::upgrade(const restinio::request_handle_t& request, const Api::LiveAsk& ask) {
  const auto key = request->connection_id();
  auto handle =
      ws::upgrade<Traits>(*request, ws::activation_t::immediate,
                          [this, key](const ws::ws_handle_t&, const ws::message_handle_t& message) {
                            const auto found = live.find(key);
                            if (found == live.end()) return;
                            const auto socket = found->second.first;
                            if (message->opcode() == ws::opcode_t::ping_frame)
                              socket->pong(message->payload());
                            if (message->opcode() == ws::opcode_t::connection_close_frame)
                              socket->end();
                          });
  auto socket = std::make_shared<WebSocket>(
      handle, [this, key] { loop->post([this, key] { live.erase(key); }); });
  live[key] = {socket, nullptr};
  live[key].second = ask.hall->open(socket, ask.from, ask.epoch);
}

void Server::Inside::build() {
  namespace rs = restinio;
  server =
      std::make_unique<HttpServer>(rs::external_io_context(loop->context), [this](auto& settings) {
        settings.address(address.host == "localhost" ? "127.0.0.1" : address.host)
            .port(address.port)
            .protocol(address.host == "::1" ? asio::ip::tcp::v6() : asio::ip::tcp::v4())
            .request_handler(
                [this](const rs::request_handle_t& request) { return handle(request); })
            .max_parallel_connections(connection_limit(options.connections_max))
            .max_pipelined_requests(pipelined_max)
            .concurrent_accepts_count(64)
            .read_next_http_message_timelimit(options.reading_max)
            .incoming_http_msg_limits(rs::incoming_http_msg_limits_t{}
                                          .max_url_size(8192)
                                          .max_field_name_size(256)
                                          .max_field_value_size(8192)
                                          .max_field_count(100)
                                          .max_body_size(1u << 20))
            .acceptor_options_setter(
                [](auto& tcp) { tcp.set_option(asio::ip::tcp::acceptor::reuse_address(true)); })
            .socket_options_setter([](auto& tcp) { tcp.set_option(asio::ip::tcp::no_delay{true}); })
            .acceptor_post_bind_hook([this](asio::ip::tcp::acceptor& acceptor) {
              port = acceptor.local_endpoint().port();
            });
        settings.write_http_response_timelimit(options.silence_max);
        settings.handle_request_timeout(60s);
      });
}

Server::Server(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Server::~Server() { stop(); }

Result<std::unique_ptr<Server>> Server::make(host::Runtime& runtime, ServerOptions options) {
  auto address = parse_listen(options.listen);
  if (!address) return tl::unexpected(address.error());
  for (const auto& face : options.halls) {
    if (runtime.feed(PartitionId(face.hall))) continue;
    return fail(FailureCode::not_found,
                fmt::format("hall '{}' is not among the partitions that run", face.hall));
  }
  return std::unique_ptr<Server>(
      new Server(std::make_unique<Inside>(runtime, std::move(options), std::move(*address))));
}

Result<std::string> Server::start() {
  auto& in = *inside_;
  std::promise<std::string> opened;  // Empty, or why not.
  in.build();
  in.work.emplace(in.loop->context.get_executor());
  in.loop->post([&] {
    try {
      in.server->open_sync();
      in.api.start();
      opened.set_value("");
    } catch (const std::exception& error) {
      opened.set_value(error.what());
    }
  });
  in.thread = std::thread([&context = in.loop->context] { context.run(); });
  const auto why = opened.get_future().get();
  const bool v6 = in.address.host == "::1";
  const auto host = v6 ? "[::1]" : in.address.host;
  if (!why.empty()) {
    in.work.reset();
    in.loop->context.stop();
    in.thread.join();
    return fail(FailureCode::in_use,
                fmt::format("cannot listen at {}:{}: {}; stop what holds the port, or choose "
                            "another with --listen",
                            host, in.address.port, why));
  }
  return fmt::format("{}:{}", host, in.port);
}

// Requests that are being answered get a moment to be answered; then whatever is left is dropped.
void Server::stop() {
  auto& in = *inside_;
  if (!in.thread.joinable()) return;
  std::promise<void> drained;
  const auto deadline = std::chrono::steady_clock::now() + in.options.drain_max;
  const auto drop = [&] {
    in.waiting.reset();
    asio::use_service<OpenSockets>(in.loop->context).close_all();
    in.loop->after(10ms,
                   [&] { drained.set_value(); });  // What was waiting on the sockets ends first.
  };
  std::function<void()> drain = [&] {
    if (in.api.in_flight() == 0 || std::chrono::steady_clock::now() > deadline) return drop();
    in.loop->after(10ms, drain);
  };
  in.loop->post([&] {
    in.server->close_sync();
    in.api.stop();
    in.live.clear();
    in.loop->after(10ms, drain);
  });
  drained.get_future().get();
  in.work.reset();
  in.loop->context.stop();
  in.thread.join();
}

std::vector<std::pair<std::string, std::string>> Server::routes() const {
  return inside_->api.routes().list();
}

front::RatingSources Server::ratings() const { return inside_->api.ratings(); }

}  // namespace atrium::http
