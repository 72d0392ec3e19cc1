// The integrators' door over a fake runtime, and the messages that go through it.
#pragma once

#include "adapters/wire/atrium.capnp.h"
#include "adapters/zeromq/gateway.hpp"
#include "tests/adapters/fake_runtime.hpp"

#include <boost/test/unit_test.hpp>

#include <capnp/message.h>
#include <capnp/serialize.h>

#include <array>
#include <cstdio>
#include <cstring>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <zmq.hpp>

namespace atrium::testing {

inline std::string bytes_of(const std::function<void(wire::Request::Builder)>& write) {
  capnp::MallocMessageBuilder message;
  auto request = message.initRoot<wire::Request>();
  request.setId("id-1");
  request.setHall("chengmai");
  write(request);
  const auto words = capnp::messageToFlatArray(message);
  return {reinterpret_cast<const char*>(words.asBytes().begin()), words.asBytes().size()};
}

class Message {
 public:
  explicit Message(const std::string& bytes)
      : words_(kj::heapArray<capnp::word>(bytes.size() / sizeof(capnp::word))) {
    std::memcpy(words_.begin(), bytes.data(), bytes.size());
    reader_.emplace(words_);
  }
  template <class Struct>
  typename Struct::Reader as() {
    return reader_->getRoot<Struct>();
  }

 private:
  kj::Array<capnp::word> words_;
  std::optional<capnp::FlatArrayMessageReader> reader_;
};

// Whoever speaks to a gateway.
struct Integrator {
  void connect(const zeromq::Gateway& gateway) {
    commands.set(zmq::sockopt::rcvtimeo, 10'000);
    commands.set(zmq::sockopt::linger, 0);
    commands.connect(gateway.commands());
  }
  void send(const std::string& bytes) {
    commands.send(zmq::buffer(std::string()), zmq::send_flags::sndmore);
    commands.send(zmq::buffer(bytes));
  }
  Message receive() {
    zmq::message_t part;
    BOOST_REQUIRE(commands.recv(part).has_value());
    while (part.more()) BOOST_REQUIRE(commands.recv(part).has_value());
    return Message(part.to_string());
  }
  Message ask(const std::function<void(wire::Request::Builder)>& write) {
    send(bytes_of(write));
    return receive();
  }

  zmq::context_t context{1};
  zmq::socket_t commands{context, zmq::socket_type::dealer};
};

struct Door : Integrator {
  Door() {
    zeromq::GatewayOptions options{"tcp://127.0.0.1:*", "tcp://127.0.0.1:*", 4};
    gateway = zeromq::Gateway::make(runtime, options).value();
    connect(*gateway);
    events.set(zmq::sockopt::rcvtimeo, 10'000);
    events.set(zmq::sockopt::subscribe, "chengmai");
    events.connect(gateway->events());
  }

  // Committing until something is heard: a subscription takes effect a moment after it was made.
  Message next_event() {
    zmq::message_t part;
    events.set(zmq::sockopt::rcvtimeo, 20);
    while (!events.recv(part)) runtime.commit("chengmai", 1);
    events.set(zmq::sockopt::rcvtimeo, 10'000);
    BOOST_REQUIRE(part.more());
    BOOST_REQUIRE(events.recv(part).has_value());
    return Message(part.to_string());
  }

  FakeRuntime runtime;
  std::unique_ptr<zeromq::Gateway> gateway;
  zmq::socket_t events{context, zmq::socket_type::sub};
};

// What the Python example says to that gateway, which must do what it was asked for.
inline std::string run_example(const zeromq::Gateway& gateway, const std::string& arguments) {
  const auto command = "/usr/bin/python3 adapters/zeromq/example.py --commands " +
                       gateway.commands() + " --events " + gateway.events() + " " + arguments +
                       " 2>&1";
  std::FILE* const run = popen(command.c_str(), "r");
  BOOST_REQUIRE(run != nullptr);
  std::string said;
  std::array<char, 4096> bytes{};
  while (const auto size = std::fread(bytes.data(), 1, bytes.size(), run)) {
    said.append(bytes.data(), size);
  }
  BOOST_TEST(pclose(run) == 0, said);
  return said;
}

}  // namespace atrium::testing
