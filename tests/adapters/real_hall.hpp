// Chengmai's county hall with the production actors behind the HTTP door, over a journal in memory
// that outlives it.
#pragma once

#include "adapters/front/visit/links.hpp"
#include "adapters/http/server.hpp"
#include "ops/halls/read.hpp"
#include "persistence/journal/memory_journal.hpp"
#include "persistence/vault/vault.hpp"
#include "runtime/node/assembly.hpp"
#include "runtime/node/configuration.hpp"
#include "tests/adapters/client.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace atrium::testing {

inline const std::string hall_path = "/api/v1/halls/chengmai";

struct MondayMorning final : Clock {
  static Instant nine() { return *from_iso8601("2026-11-23T01:00:00Z"); }
  [[nodiscard]] Instant now() const override { return at; }
  void be_after_nine(std::chrono::minutes by) { at = nine() + by; }
  std::atomic<Instant> at = nine();
};

// At nine on a Monday.
struct RealHall {
  using Amend = std::function<void(halls::Definition&)>;
  explicit RealHall(std::string secret = std::string(32, 'k'), Amend other = {},
                    Outbound* messages = nullptr, std::vector<std::string> others = {})
      : link_secret(std::move(secret)), amend(std::move(other)), beside(std::move(others)) {
    host_options.outbound = messages;
    start();
  }
  ~RealHall() { stop(); }

  void start() {
    std::vector definitions{definition_of("chengmai")};
    if (amend) amend(definitions.front());
    for (const auto& name : beside) definitions.push_back(definition_of(name));
    http::ServerOptions options;
    for (const auto& definition : definitions) {
      options.rating_terms[definition.hall.value] = node::rating_terms_of(definition);
      options.halls.push_back(node::face_of(definition));
    }
    options.catalogue = node::catalogue_of(definitions);
    options.listen = "127.0.0.1:0";
    options.link_secret = link_secret;
    options.sound = sound;
    store = persistence::make_memory_store(disk);
    assembly =
        node::Assembly::make(*store, clock, *vault, definitions, host_options, {}, links()).value();
    assembly->start();
    BOOST_TEST(assembly->await_configured().empty());
    server = http::Server::make(assembly->host(), std::move(options)).value();
    address = server->start().value();
  }

  void stop() {
    server->stop();
    assembly->stop();
    store->close();
  }

  static halls::Definition definition_of(const std::string& name) {
    return std::get<halls::Definition>(halls::read("ops/halls/" + name + ".toml"));
  }

  [[nodiscard]] node::LinkOf links() const {
    return [made = front::Links(link_secret)](const auto& hall, const auto& ticket, Instant end) {
      using front::LinkKind;
      return front::link_path(made.make(LinkKind::rating, hall.value, ticket.value, end));
    };
  }

  [[nodiscard]] Client client() const { return Client(address); }

  const std::string link_secret;
  const Amend amend;                      // Of the hall's file, before it is taken.
  const std::vector<std::string> beside;  // Other shipped halls of the same node.
  http::MakeSound sound{};                // Taken when it starts the next time.
  MondayMorning clock;
  host::HostOptions host_options{false, 2};
  std::shared_ptr<persistence::MemoryDisk> disk = persistence::make_memory_disk();
  std::unique_ptr<persistence::Vault> vault = persistence::make_memory_vault();
  std::unique_ptr<persistence::MemoryStore> store;
  std::unique_ptr<node::Assembly> assembly;
  std::unique_ptr<http::Server> server;
  std::string address;
};

inline std::string text(const Answer& answer, const char* name) {
  return std::string(answer.json().at(name).as_string());
}

inline Answer act(Client& client, const std::string& action, const std::string& body = "") {
  return client.post(hall_path + "/windows/1/" + action, body);
}

// What window 1 is for.
inline std::string service_of_window_1(Client& client) {
  const auto window = client.get(hall_path + "/windows/1").json();
  return std::string(window.at("services").as_array().at(0).as_string());
}

inline Answer take_ticket(Client& client, const std::string& service, Fields fields = {}) {
  return client.post(hall_path + "/tickets", R"({"service":")" + service + R"("})",
                     std::move(fields));
}

}  // namespace atrium::testing
