// The doors before the real hall of Chengmai: what people do over HTTP, with the production actors.
#include "tests/adapters/real_hall.hpp"

#include <thread>
#include <vector>

using namespace atrium;
using namespace atrium::testing;

BOOST_AUTO_TEST_SUITE(real_hall)

BOOST_AUTO_TEST_CASE(a_visit_goes_from_ticket_to_rating) {
  RealHall hall;
  auto client = hall.client();
  BOOST_TEST(act(client, "open", R"({"staff":"clerk01"})").status == 200);
  const auto ticket = take_ticket(client, service_of_window_1(client));
  BOOST_REQUIRE(ticket.status == 201);
  const auto id = text(ticket, "id");
  const auto called = act(client, "call-next");
  BOOST_TEST(text(called, "state") == "called");
  BOOST_TEST(called.json().at("ticket").at("id").as_string() == id);
  BOOST_TEST(text(act(client, "start"), "state") == "serving");
  BOOST_TEST(text(act(client, "finish"), "state") == "idle");
  const auto path = hall_path + "/tickets/" + id;
  BOOST_TEST(text(client.get(path), "status") == "done");
  BOOST_TEST(client.get(path + "/evaluation").code() == "evaluation.not_given");
  const auto rating = client.post(path + "/evaluation", R"({"level":5,"tags":[],"text":"好"})");
  BOOST_TEST(rating.status == 200);
  BOOST_TEST(text(rating, "window") == "1");
  BOOST_TEST(client.post(path + "/evaluation", R"({"level":1})").code() ==
             "evaluation.already_given");
  BOOST_TEST(client.get(path + "/evaluation").json().at("level").as_int64() == 5);
}

BOOST_AUTO_TEST_CASE(the_clerk_who_served_cannot_give_the_rating,
                     *boost::unit_test::description("[EV-14]")) {
  RealHall hall;
  auto client = hall.client();
  act(client, "open", R"({"staff":"clerk01"})");
  const auto id = text(take_ticket(client, service_of_window_1(client)), "id");
  for (const std::string step : {"call-next", "start", "finish"}) act(client, step);
  const auto rate = [&](const std::string& staff) {
    return client.post(hall_path + "/tickets/" + id + "/evaluation",
                       R"({"level":5,"staff":")" + staff + R"("})");
  };
  const auto own = rate("clerk01");
  BOOST_TEST(own.status == 403);
  BOOST_TEST(own.code() == "evaluation.by_the_clerk");
  BOOST_TEST(rate("clerk02").status == 200);
}

BOOST_AUTO_TEST_CASE(the_same_command_id_is_answered_with_the_first_reply) {
  RealHall hall;
  auto client = hall.client();
  act(client, "open");
  const auto service = service_of_window_1(client);
  const auto first = take_ticket(client, service, {{"Idempotency-Key", "key-1"}});
  const auto again = take_ticket(client, service, {{"Idempotency-Key", "key-1"}});
  BOOST_TEST(first.status == 201);
  BOOST_TEST(again.body == first.body);
  BOOST_TEST(text(first, "link").starts_with("/m/"));
  const auto reused = take_ticket(client, "another", {{"Idempotency-Key", "key-1"}});
  BOOST_TEST(reused.status >= 400);
  const auto all = client.get(hall_path + "/tickets").json();
  BOOST_TEST(all.at("tickets").as_array().size() == 1);
}

BOOST_AUTO_TEST_CASE(what_does_not_exist_is_told_by_its_own_code) {
  RealHall hall;
  auto client = hall.client();
  BOOST_TEST(client.get(hall_path + "/tickets/20261123-Z999").status == 404);
  BOOST_TEST(client.get(hall_path + "/windows/99").status == 404);
  BOOST_TEST(client.post(hall_path + "/windows/99/call-next", "").status == 404);
  BOOST_TEST(take_ticket(client, "no-such-service").status == 404);
  BOOST_TEST(
      client.post(hall_path + "/tickets/20261123-Z999/evaluation", R"({"level":5})").status == 404);
}

BOOST_AUTO_TEST_CASE(the_floor_shows_every_window_and_where_it_stands) {
  RealHall hall;
  const auto floor = hall.client().get(hall_path).json();
  BOOST_TEST(floor.at("windows").as_array().size() == 20);
  BOOST_TEST(floor.at("day").as_string() == "2026-11-23");
  for (const auto& window : floor.at("windows").as_array()) {
    BOOST_TEST(!window.at("name").as_string().empty());
    BOOST_TEST(!window.at("displays").as_array().empty());
  }
  const auto& journey = floor.at("journeys").as_array().at(0);
  BOOST_TEST(journey.at("journey").as_string() == "start_company");
  BOOST_TEST(journey.at("services").as_array().size() == 4);
  const auto halls = hall.client().get("/api/v1/halls").json().at("halls").as_array();
  BOOST_TEST(halls.size() == 1);
}

BOOST_AUTO_TEST_CASE(a_reply_is_already_true_for_whoever_asks_next) {
  RealHall hall;
  auto client = hall.client();
  act(client, "open");
  const auto service = service_of_window_1(client);
  for (int i = 0; i < 20; ++i) {
    const auto ticket = take_ticket(client, service);
    const auto position = std::to_string(ticket.json().at("position").as_int64());
    auto other = hall.client();
    const auto seen =
        other.get(hall_path + "/tickets/" + text(ticket, "id") + "?at_least=" + position);
    BOOST_TEST(seen.status == 200);
  }
}

BOOST_AUTO_TEST_CASE(a_called_number_reaches_the_display_and_the_live_feed) {
  RealHall hall;
  auto client = hall.client();
  act(client, "open");
  auto live = hall.client();
  BOOST_REQUIRE(live.upgrade("/api/v1/live?hall=chengmai").status == 101);
  live.receive_frame();
  const auto number = text(take_ticket(client, service_of_window_1(client)), "number");
  act(client, "call-next");
  std::string shown;
  std::int64_t position = 0;
  while (shown != number) {
    const auto event = live.receive_frame().value().json();
    if (position != 0) BOOST_REQUIRE(event.at("position").as_int64() == position + 1);
    position = event.at("position").as_int64();
    if (event.at("type").as_string() != "display.directed") continue;
    shown = std::string(event.at("data").at("content").at("number").as_string());
  }
  BOOST_TEST(shown == number);
}

BOOST_AUTO_TEST_CASE(visitors_at_once_get_different_numbers,
                     *boost::unit_test::description("[NF-01]")) {
  RealHall hall;
  auto client = hall.client();
  act(client, "open");
  const auto service = service_of_window_1(client);
  std::vector<std::vector<std::string>> numbers(8);
  std::vector<std::thread> visitors;
  for (auto& mine : numbers) {
    visitors.emplace_back([&hall, &service, &mine] {
      auto own = hall.client();
      for (int i = 0; i < 25; ++i) mine.push_back(text(take_ticket(own, service), "number"));
    });
  }
  for (auto& visitor : visitors) visitor.join();
  std::set<std::string> all;
  for (const auto& mine : numbers) all.insert(mine.begin(), mine.end());
  BOOST_TEST(all.size() == 200);
}

BOOST_AUTO_TEST_CASE(the_hall_is_closed_and_opened) {
  RealHall hall;
  auto client = hall.client();
  act(client, "open");
  const auto service = service_of_window_1(client);
  const auto closed = client.post(hall_path + "/close", "");
  BOOST_TEST(closed.status == 200);
  BOOST_TEST(!closed.json().at("open").as_bool());
  // The waiting room follows the hall by policy, a moment later.
  while (take_ticket(client, service).status == 201) std::this_thread::yield();
  BOOST_TEST(client.post(hall_path + "/close", "").status == 409);
  BOOST_TEST(client.post(hall_path + "/open", "").status == 200);
  BOOST_TEST(text(client.post(hall_path + "/mode", R"({"mode":"silent"})"), "mode") == "silent");
  BOOST_TEST(text(client.get(hall_path), "mode") == "silent");
}

BOOST_AUTO_TEST_SUITE_END()
