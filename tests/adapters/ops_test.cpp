// What operators see: entities and their troubles, figures, and the limits of time and connections.
#include "tests/adapters/house.hpp"

using namespace atrium;
using namespace atrium::testing;

namespace {

host::ActorReport report(const std::string& id, const std::string& state) {
  host::ActorReport report;
  report.partition = PartitionId("chengmai");
  report.stream = {"waiting_room", id};
  report.state = state;
  report.doing = state == "awake" ? "call_next" : "";
  report.waiting = 3;
  report.waiting_ms = 1200;
  report.trouble = state == "quarantined" ? "position 7 cannot be replayed" : "";
  return report;
}

const std::string actors = "/api/v1/ops/actors";

// One hall of whose told waits three in four came true today.
struct Told : front::Forecast {
  [[nodiscard]] std::shared_ptr<const waiting_room::Estimates> estimates(
      const PartitionId&) const override {
    return nullptr;
  }
  [[nodiscard]] std::optional<waiting_room::Wait> newcomer(const PartitionId&,
                                                           const ServiceId&) const override {
    return std::nullopt;
  }
  [[nodiscard]] front::CalibrationView calibration(const PartitionId&) const override {
    waiting_room::forecast::HorizonScore score;
    score.horizon = "0-10";
    score.called = 4;
    score.inside = 3;
    score.error_s = 90;
    score.average_error_s = 200;
    return {{score}, {score}};
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(ops)

BOOST_AUTO_TEST_CASE(awake_entities_are_listed_with_what_they_do_and_who_waits) {
  House house;
  house.runtime.reports = {report("main", "awake"), report("other", "quarantined")};
  house.runtime.partition_vitals = {{.partition = PartitionId("chengmai"), .awake = 2}};
  const auto all = house.client().get(actors).json();
  BOOST_REQUIRE(all.at("actors").as_array().size() == 2);
  const auto& first = all.at("actors").as_array()[0].as_object();
  BOOST_TEST(first.at("kind").as_string() == "waiting_room");
  BOOST_TEST(first.at("doing").as_string() == "call_next");
  BOOST_TEST(first.at("waiting_ms").as_int64() == 1200);
  const auto& partition = all.at("partitions").as_array()[0].as_object();
  BOOST_TEST(partition.at("awake").to_number<int>() == 2);
  BOOST_TEST(house.client().get(actors + "?limit=1").json().at("actors").as_array().size() == 1);
  BOOST_TEST(house.client().get(actors + "?limit=0").field() == "limit");
}

BOOST_AUTO_TEST_CASE(how_told_waits_came_true_is_published_beside_the_average_rule,
                     *boost::unit_test::description("[Q-28]")) {
  const Told forecast;
  House house({.forecast = &forecast});
  const auto told = house.client().get(hall_path + "/calibration").json();
  BOOST_TEST(told.at("nominal").as_double() == 0.8);
  const auto& score = told.at("today").as_array()[0].as_object();
  BOOST_TEST(score.at("horizon").as_string() == "0-10");
  BOOST_TEST(score.at("coverage").as_double() == 0.75);
  BOOST_TEST(score.at("error_s").to_number<int>() == 90);
  BOOST_TEST(score.at("average_error_s").to_number<int>() == 200);
  const auto figures = house.client().get("/metrics").body;
  BOOST_TEST(figures.find("atrium_wait_inside_ratio{hall=\"chengmai\",minutes=\"0-10\"} 0.75\n") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_hall_without_a_forecast_has_told_nobody_anything) {
  House house;
  const auto told = house.client().get(hall_path + "/calibration").json();
  BOOST_TEST(told.at("today").as_array().empty());
}

BOOST_AUTO_TEST_CASE(one_entity_can_be_asked_what_it_is_doing) {
  House house;
  house.runtime.reports = {report("main", "awake")};
  auto client = house.client();
  const auto one = client.get(actors + "/chengmai/waiting_room/main");
  BOOST_TEST(one.json().at("state").as_string() == "awake");
  BOOST_TEST(client.get(actors + "/chengmai/waiting_room/none").code() == "actor.asleep");
}

BOOST_AUTO_TEST_CASE(only_a_quarantined_entity_is_revived) {
  House house;
  house.runtime.reports = {report("main", "awake"), report("other", "quarantined")};
  auto client = house.client();
  const auto revive = [&](const std::string& id) {
    return client.post(actors + "/chengmai/waiting_room/" + id + "/revive", "");
  };
  BOOST_TEST(revive("other").json().at("revived").as_bool());
  BOOST_TEST(revive("main").code() == "actor.not_quarantined");
  BOOST_TEST(revive("none").code() == "actor.asleep");
}

BOOST_AUTO_TEST_CASE(figures_of_each_partition_are_told) {
  House house;
  house.runtime.partition_vitals = {
      {.partition = PartitionId("chengmai"), .awake = 12, .waiting_ms = 1500, .turned_away = 4},
      {.partition = PartitionId("org"), .awake = 1}};
  const auto figures = house.client().get("/metrics").body;
  for (const std::string line : {"atrium_entities_awake{partition=\"chengmai\"} 12\n",
                                 "atrium_entities_awake{partition=\"org\"} 1\n",
                                 "atrium_mailbox_oldest_seconds{partition=\"chengmai\"} 1.5\n",
                                 "atrium_turned_away_total{partition=\"chengmai\"} 4\n"}) {
    BOOST_TEST(figures.find(line) != std::string::npos, line);
  }
}

BOOST_AUTO_TEST_CASE(a_request_that_dribbles_in_is_given_up) {
  http::ServerOptions options;
  options.reading_max = std::chrono::milliseconds(300);
  House house(std::move(options));
  auto client = house.client();
  client.send_raw("POST " + hall_path + "/tickets HTTP/1.1\r\nHost: localhost\r\n");
  client.send_raw("X-Slow: ");
  int letters = 0;  // At most as many as a field may have: the time ends it, not the length.
  while (!client.readable(std::chrono::milliseconds(5)) && letters < 4000) {
    client.send_raw("a");
    ++letters;
  }
  BOOST_TEST(letters < 4000);
  BOOST_TEST(client.receive().code() == "request.unreadable");
  BOOST_TEST(client.closed());
}

BOOST_AUTO_TEST_CASE(an_idle_connection_is_closed) {
  http::ServerOptions options;
  options.reading_max = std::chrono::milliseconds(100);
  House house(std::move(options));
  auto client = house.client();
  BOOST_TEST(client.get("/healthz").status == 200);
  BOOST_TEST(client.closed());
}

BOOST_AUTO_TEST_CASE(connections_beyond_the_limit_wait_outside) {
  http::ServerOptions options;
  options.connections_max = 2;
  House house(std::move(options));
  auto first = house.client();
  BOOST_TEST(first.get("/healthz").status == 200);
  {
    auto second = house.client();
    BOOST_TEST(second.get("/healthz").status == 200);
    auto third = house.client();
    third.send_head("GET", "/healthz", "", {});
    BOOST_TEST(first.get("/healthz").status == 200);
    BOOST_TEST(!third.readable());
  }
  auto fourth = house.client();
  BOOST_TEST(fourth.get("/healthz").status == 200);
}

BOOST_AUTO_TEST_SUITE_END()
