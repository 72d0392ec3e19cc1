// The client of tests (client.hpp), on blocking standalone Asio.
#include "tests/adapters/client.hpp"

#include <asio.hpp>

#include <boost/test/unit_test.hpp>

#include <poll.h>

#include <algorithm>
#include <cctype>

namespace atrium::testing {
namespace {

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

Answer parse_head(const std::string& head) {
  Answer answer;
  answer.status = std::stoi(head.substr(9, 3));
  std::size_t at = head.find("\r\n") + 2;
  while (at < head.size()) {
    const auto end = head.find("\r\n", at);
    const auto mark = head.find(':', at);
    if (end == std::string::npos || end == at) break;
    answer.fields[lower(head.substr(at, mark - at))] = head.substr(mark + 2, end - mark - 2);
    at = end + 2;
  }
  return answer;
}

}  // namespace

boost::json::object Answer::json() const { return boost::json::parse(body).as_object(); }

std::string Answer::code() const {
  if (!fields.contains("content-type") || fields.at("content-type") != "application/problem+json")
    return "";
  return std::string(json().at("code").as_string());
}

std::string Answer::field() const {
  const auto object = json();
  return object.contains("field") ? std::string(object.at("field").as_string()) : "";
}

boost::json::object Client::Frame::json() const { return boost::json::parse(payload).as_object(); }

int Client::Frame::close_code() const {
  return static_cast<unsigned char>(payload.at(0)) * 256 +
         static_cast<unsigned char>(payload.at(1));
}

struct Client::Inside {
  asio::io_context context;
  asio::ip::tcp::socket socket{context};
  std::string buffer;
  std::string address;
  bool broken = false;

  bool fill() {
    char bytes[65536];
    asio::error_code error;
    const auto size = socket.read_some(asio::buffer(bytes), error);
    buffer.append(bytes, size);
    return !error;
  }

  std::string take(std::size_t size) {
    while (buffer.size() < size)
      BOOST_REQUIRE_MESSAGE(fill(), "the connection ended within an answer");
    auto out = buffer.substr(0, size);
    buffer.erase(0, size);
    return out;
  }
};

Client::Client(const std::string& address) : inside_(std::make_unique<Inside>()) {
  inside_->address = address;
  const auto mark = address.rfind(':');
  inside_->socket.connect({asio::ip::make_address(address.substr(0, mark)),
                           static_cast<std::uint16_t>(std::stoi(address.substr(mark + 1)))});
  inside_->socket.set_option(asio::ip::tcp::no_delay{true});
}
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;

Answer Client::get(const std::string& target, Fields fields) {
  return ask("GET", target, "", std::move(fields));
}

Answer Client::post(const std::string& target, const std::string& body, Fields fields) {
  const bool typed =
      std::ranges::any_of(fields, [](const auto& f) { return f.first == "Content-Type"; });
  if (!body.empty() && !typed) fields.emplace_back("Content-Type", "application/json");
  return ask("POST", target, body, std::move(fields));
}

Answer Client::ask(const std::string& method, const std::string& target, const std::string& body,
                   Fields fields) {
  send_head(method, target, body, std::move(fields));
  auto answer = method == "HEAD" ? Answer{} : receive();
  if (method != "HEAD") return answer;
  while (inside_->buffer.find("\r\n\r\n") == std::string::npos) BOOST_REQUIRE(inside_->fill());
  return parse_head(inside_->take(inside_->buffer.find("\r\n\r\n") + 4));
}

void Client::send_head(const std::string& method, const std::string& target,
                       const std::string& body, Fields fields) {
  std::string text = method + " " + target + " HTTP/1.1\r\n";
  const bool has_host =
      std::ranges::any_of(fields, [](const auto& f) { return f.first == "Host"; });
  if (!has_host) text += "Host: " + inside_->address + "\r\n";
  for (const auto& [name, value] : fields) text += name + ": " + value + "\r\n";
  text += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  send_raw(text);
}

void Client::send_raw(const std::string& bytes) {
  asio::error_code error;
  asio::write(inside_->socket, asio::buffer(bytes), error);
  if (error) inside_->broken = true;
}

bool Client::broken() const { return inside_->broken; }

bool Client::readable(std::chrono::milliseconds within) {
  pollfd one{inside_->socket.native_handle(), POLLIN, 0};
  return poll(&one, 1, static_cast<int>(within.count())) > 0;
}

Answer Client::receive() {
  auto& in = *inside_;
  while (in.buffer.find("\r\n\r\n") == std::string::npos) {
    BOOST_REQUIRE_MESSAGE(in.fill(), "the connection ended without an answer");
  }
  auto answer = parse_head(in.take(in.buffer.find("\r\n\r\n") + 4));
  const auto length = answer.fields.find("content-length");
  if (length != answer.fields.end()) answer.body = in.take(std::stoul(length->second));
  return answer;
}

bool Client::closed() {
  while (inside_->fill()) {
  }
  return true;
}

Answer Client::upgrade(const std::string& target, Fields fields) {
  fields.insert(fields.end(), {{"Connection", "Upgrade"},
                               {"Upgrade", "websocket"},
                               {"Sec-WebSocket-Version", "13"},
                               {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="}});
  return get(target, std::move(fields));
}

std::optional<Client::Frame> Client::receive_frame() {
  auto& in = *inside_;
  while (in.buffer.size() < 2) {
    if (!in.fill()) return std::nullopt;
  }
  const auto head = in.take(2);
  Frame frame{head[0] & 0x0f, {}};
  std::size_t size = head[1] & 0x7f;
  if (size >= 126) {
    const auto more = in.take(size == 126 ? 2 : 8);
    size = 0;
    for (const char c : more) size = size << 8 | static_cast<unsigned char>(c);
  }
  frame.payload = in.take(size);
  return frame;
}

void Client::send_frame(int opcode, const std::string& payload) {
  BOOST_REQUIRE(payload.size() < 126);
  std::string bytes{
      static_cast<char>(0x80 | opcode), static_cast<char>(0x80 | payload.size()), 0, 0, 0, 0};
  send_raw(bytes + payload);  // Masked with zeros.
}

void Client::send_frame_head(int opcode, std::uint64_t claimed) {
  std::string bytes{static_cast<char>(0x80 | opcode), static_cast<char>(0x80 | 127)};
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(claimed >> shift & 0xff);
  send_raw(bytes + std::string(4, '\0'));
}

}  // namespace atrium::testing
