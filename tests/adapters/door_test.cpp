// Who may come in, what every answer carries, the pages, and how the door opens and closes.
#include "tests/adapters/house.hpp"

#include "adapters/http/message/guard.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <thread>

using namespace atrium;
using namespace atrium::testing;

BOOST_AUTO_TEST_SUITE(door)

BOOST_AUTO_TEST_CASE(without_accounts_only_loopback_can_be_listened_at) {
  FakeRuntime runtime;
  for (const std::string listen : {"0.0.0.0:8080", "192.168.1.7:80", "[::]:80", "example.org:80"}) {
    const auto made = http::Server::make(runtime, {.listen = listen});
    BOOST_REQUIRE(!made.has_value());
    BOOST_TEST((made.error().code == FailureCode::invalid_input));
    BOOST_TEST(made.error().what.find("no accounts") != std::string::npos);
  }
  for (const std::string listen :
       {"127.0.0.1", "127.0.0.1:", ":80", "127.0.0.1:99999", "127.0.0.1:8o"}) {
    BOOST_TEST(!http::Server::make(runtime, {.listen = listen}).has_value());
  }
}

BOOST_AUTO_TEST_CASE(a_port_in_use_is_a_clear_failure) {
  House house;
  FakeRuntime other;
  auto second = http::Server::make(other, {.listen = house.address}).value();
  const auto bound = second->start();
  BOOST_REQUIRE(!bound.has_value());
  BOOST_TEST((bound.error().code == FailureCode::in_use));
  BOOST_TEST(bound.error().what.find(house.address) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_hall_that_does_not_run_cannot_be_shown) {
  FakeRuntime runtime;
  http::ServerOptions options;
  options.halls = {chengmai_face()};
  options.halls[0].hall = "nowhere";
  BOOST_TEST(!http::Server::make(runtime, options).has_value());
}

BOOST_AUTO_TEST_CASE(a_host_that_is_not_this_machine_is_turned_away) {
  House house;
  auto client = house.client();
  for (const std::string host :
       {"evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.evil", "[::2]"}) {
    const auto answer = client.get("/api/v1/halls", {{"Host", host}});
    BOOST_TEST(answer.status == 403);
    BOOST_TEST(answer.code() == "host.not_allowed");
  }
  for (const std::string host : {"localhost:8080", "127.0.0.1", "[::1]:80"}) {
    BOOST_TEST(client.get("/healthz", {{"Host", host}}).status == 200);
  }
}

BOOST_AUTO_TEST_CASE(another_sites_page_cannot_send_commands) {
  House house;
  auto client = house.client();
  const std::string target = hall_path + "/windows/3/call-next";
  for (const Fields& from :
       {Fields{{"Origin", "http://evil.example"}}, Fields{{"Origin", "null"}},
        Fields{{"Origin", "http://127.0.0.1:1"}}, Fields{{"Sec-Fetch-Site", "cross-site"}}}) {
    const auto answer = client.post(target, "", from);
    BOOST_TEST(answer.status == 403);
    BOOST_TEST(answer.code() == "origin.not_allowed");
  }
  BOOST_TEST(house.runtime.asked().empty());
  BOOST_TEST(client
                 .post(target, "",
                       {{"Origin", "http://" + house.address}, {"Sec-Fetch-Site", "same-origin"}})
                 .status == 200);
  BOOST_TEST(client.post(target, "").status == 200);
}

BOOST_AUTO_TEST_CASE(every_answer_carries_the_security_fields) {
  House house;
  auto client = house.client();
  for (const std::string target : {"/", "/console", "/api/v1/halls", "/nothing", "/healthz"}) {
    const auto answer = client.get(target);
    BOOST_TEST(answer.fields.at("content-security-policy").starts_with("default-src 'self'"));
    BOOST_TEST(answer.fields.at("x-content-type-options") == "nosniff");
    BOOST_TEST(answer.fields.at("x-frame-options") == "DENY");
  }
}

BOOST_AUTO_TEST_CASE(health_readiness_and_figures_are_told) {
  House house;
  auto client = house.client();
  house.runtime.commit("chengmai", 3);
  BOOST_TEST(client.get("/healthz").status == 200);
  BOOST_TEST(client.get("/readyz").status == 200);
  const auto figures = client.get("/metrics");
  BOOST_TEST(figures.fields.at("content-type").starts_with("text/plain; version=0.0.4"));
  BOOST_TEST(figures.body.find("atrium_http_answers_total{class=\"2xx\"} 2") != std::string::npos);
  BOOST_TEST(figures.body.find("atrium_feed_position{hall=\"chengmai\"} 3") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(accounts_are_said_to_be_missing) {
  House house;
  const auto answer = house.client().post("/api/v1/sessions", R"({"user":"admin","password":"x"})");
  BOOST_TEST(answer.status == 501);
  BOOST_TEST(answer.code() == "session.not_available");
}

namespace {

struct Folder {
  Folder() {
    path = std::filesystem::temp_directory_path() / ("atrium-pages-" + std::to_string(getpid()));
    put("index.html", "<html>");
    put("assets/app-1f.js", "plain();");
    put("assets/app-1f.js.gz", "gzip-bytes");
    put("favicon.svg", "<svg/>");
    put("../atrium-outside.txt", "secret");
  }
  ~Folder() {
    std::filesystem::remove(path / "../atrium-outside.txt");
    std::filesystem::remove_all(path);
  }
  void put(const std::string& name, const std::string& bytes) const {
    std::filesystem::create_directories((path / name).parent_path());
    std::ofstream(path / name) << bytes;
  }
  std::filesystem::path path;
};

}  // namespace

BOOST_AUTO_TEST_CASE(pages_are_served_at_their_addresses) {
  const Folder folder;
  House house({.web_root = folder.path});
  auto client = house.client();
  for (const std::string target : {"/", "/console", "/panel/chengmai/window/3", "/m/token"}) {
    const auto page = client.get(target);
    BOOST_TEST(page.body == "<html>");
    BOOST_TEST(page.fields.at("content-type") == "text/html; charset=utf-8");
    BOOST_TEST(page.fields.at("cache-control") == "no-cache");
  }
  const auto script = client.get("/assets/app-1f.js");
  BOOST_TEST(script.body == "plain();");
  BOOST_TEST(script.fields.at("content-type") == "text/javascript; charset=utf-8");
  BOOST_TEST(script.fields.at("cache-control").find("immutable") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_packed_page_goes_to_those_who_can_unpack_it) {
  const Folder folder;
  House house({.web_root = folder.path});
  auto client = house.client();
  const auto packed = client.get("/assets/app-1f.js", {{"Accept-Encoding", "gzip, br"}});
  BOOST_TEST(packed.body == "gzip-bytes");
  BOOST_TEST(packed.fields.at("content-encoding") == "gzip");
  BOOST_TEST(packed.fields.at("vary") == "Accept-Encoding");
}

BOOST_AUTO_TEST_CASE(a_known_page_is_not_sent_again) {
  const Folder folder;
  House house({.web_root = folder.path});
  auto client = house.client();
  const auto tag = client.get("/favicon.svg").fields.at("etag");
  const auto again = client.get("/favicon.svg", {{"If-None-Match", tag}});
  BOOST_TEST(again.status == 304);
  BOOST_TEST(again.body.empty());
  const auto head = client.ask("HEAD", "/favicon.svg", "", {});
  BOOST_TEST(head.status == 200);
  BOOST_TEST(head.fields.at("content-length") == "6");
  BOOST_TEST(client.get("/healthz").status == 200);
}

BOOST_AUTO_TEST_CASE(no_path_leads_out_of_the_pages) {
  const Folder folder;
  House house({.web_root = folder.path});
  auto client = house.client();
  for (const std::string target :
       {"/../atrium-outside.txt", "/assets/../../atrium-outside.txt", "/%2e%2e/atrium-outside.txt",
        "/..%2fatrium-outside.txt", "//etc/passwd", "/assets/%00", "/index.html%00.js"}) {
    const auto answer = client.get(target);
    BOOST_TEST(answer.status == 404);
    BOOST_TEST(answer.code() == "route.unknown");
  }
}

BOOST_AUTO_TEST_CASE(pages_that_are_not_built_say_so) {
  House house({.web_root = "/nonexistent"});
  const auto page = house.client().get("/console");
  BOOST_TEST(page.status == 200);
  BOOST_TEST(page.body.find("not built") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(stopping_answers_what_is_in_flight_and_frees_the_port) {
  House house;
  house.runtime.silent = true;
  auto client = house.client();
  client.send_head("GET", hall_path + "/tickets/20261121-A001", "", {});
  while (house.runtime.asked().empty()) std::this_thread::yield();
  std::thread stopping([&] { house.server->stop(); });
  house.runtime.release();
  BOOST_TEST(client.receive().status == 200);
  stopping.join();
  auto again = http::Server::make(house.runtime, {.listen = house.address}).value();
  BOOST_TEST(again->start().has_value());
}

BOOST_AUTO_TEST_CASE(an_answer_that_comes_after_the_stop_is_dropped) {
  http::ServerOptions options;
  options.drain_max = std::chrono::milliseconds(0);
  House house(std::move(options));
  house.runtime.silent = true;
  auto client = house.client();
  client.send_head("GET", hall_path + "/tickets/20261121-A001", "", {});
  while (house.runtime.asked().empty()) std::this_thread::yield();
  house.server->stop();
  BOOST_TEST(client.closed());
  house.server.reset();
  house.runtime.release();
}

BOOST_AUTO_TEST_SUITE_END()
