// How outcomes of the house become answers: replies, refusals, troubles, positions to wait for,
// limits of the door.
#include "tests/adapters/house.hpp"

#include "actors/evaluation/evaluation.hpp"
#include "actors/waiting_room/waiting_room.hpp"
#include "devices/ticket_machine/ticket_machine.hpp"

#include <thread>

using namespace atrium;
using namespace atrium::testing;

namespace {

const std::string tickets = hall_path + "/tickets";
const std::string passport = R"({"service":"passport"})";

const Fields as_json{{"Content-Type", "application/json"}};

FakeRuntime::Behaviour says(host::Outcome outcome) {
  return [outcome](const StreamId&) { return outcome; };
}

host::Outcome accepted(std::string json, Position position = 7) {
  return host::Accepted{position, false, std::move(json)};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(answers)

BOOST_AUTO_TEST_CASE(a_ticket_is_created_and_its_position_told) {
  House house;
  house.runtime.behaviours["waiting_room"] =
      says(accepted(R"({"id":"20261121-A001","number":"A001"})"));
  const auto answer = house.client().post(tickets, passport);
  BOOST_TEST(answer.status == 201);
  BOOST_TEST(answer.body == R"({"id":"20261121-A001","number":"A001","position":7})");
}

BOOST_AUTO_TEST_CASE(each_kind_of_refusal_has_its_status) {
  const std::vector<std::pair<RefusalKind, int>> kinds{
      {RefusalKind::invalid, 422},   {RefusalKind::not_found, 404},
      {RefusalKind::forbidden, 403}, {RefusalKind::wrong_phase, 409},
      {RefusalKind::conflict, 409},  {RefusalKind::exhausted, 409}};
  House house;
  auto client = house.client();
  for (const auto& [kind, status] : kinds) {
    house.runtime.behaviours["waiting_room"] =
        says(host::Refused{3, refuse(kind, "ticket.some_rule", "Why.", "number")});
    const auto answer = client.post(hall_path + "/windows/3/recall", "");
    BOOST_TEST(answer.status == status);
    BOOST_TEST(answer.code() == "ticket.some_rule");
    BOOST_TEST(answer.field() == "number");
  }
}

BOOST_AUTO_TEST_CASE(troubles_are_kept_apart_from_refusals) {
  using Kind = host::Trouble::Kind;
  const std::vector<std::tuple<Kind, int, std::string>> kinds{
      {Kind::defect, 500, "defect"},
      {Kind::overloaded, 503, "overloaded"},
      {Kind::failure, 503, "failure"},
      {Kind::abandoned, 503, "unavailable"}};
  House house;
  auto client = house.client();
  for (const auto& [kind, status, code] : kinds) {
    house.runtime.behaviours["waiting_room"] = says(host::Trouble{kind, "detail"});
    const auto answer = client.post(tickets, passport);
    BOOST_TEST(answer.status == status);
    BOOST_TEST(answer.code() == code);
    BOOST_TEST(answer.fields.contains("retry-after") == (status == 503));
  }
}

BOOST_AUTO_TEST_CASE(a_command_id_and_the_same_act_have_the_same_fingerprint) {
  House house;
  auto client = house.client();
  client.post(tickets, R"({"service":"passport","priority":0})", {{"Idempotency-Key", "key-1"}});
  client.post(tickets, R"(  {"service" : "passport"}  )", {{"Idempotency-Key", "key-1"}});
  client.post(tickets, R"({"service":"visa"})", {{"Idempotency-Key", "key-1"}});
  const auto asked = house.runtime.asked();
  BOOST_REQUIRE(asked.size() == 3);
  BOOST_TEST(asked[0].ask->asker.id.text == "key-1");
  BOOST_TEST(asked[0].ask->asker.fingerprint == asked[1].ask->asker.fingerprint);
  BOOST_TEST(asked[0].ask->asker.fingerprint != asked[2].ask->asker.fingerprint);
}

BOOST_AUTO_TEST_CASE(a_ticket_is_asked_for_and_handed_on_to_one_window_or_member_of_staff,
                     *boost::unit_test::description("[Q-19] [Q-24]")) {
  House house;
  auto client = house.client();
  client.post(tickets, R"({"service":"passport","staff":"clerk03"})");
  client.post(tickets, R"({"service":"passport","window":"3"})");
  client.post("/api/v1/halls/chengmai/windows/1/transfer", R"({"staff":"clerk03"})");
  const auto asked = house.runtime.asked();
  BOOST_REQUIRE(asked.size() == 3);
  const auto command = [&](std::size_t at) {
    const auto& ask = dynamic_cast<host::Ask<waiting_room::Entity>&>(*asked[at].ask);
    return std::get<waiting_room::Command>(ask.what);
  };
  const auto for_staff = std::get<waiting_room::Issue>(command(0));
  BOOST_TEST(for_staff.to_staff->value == "clerk03");
  BOOST_TEST(!for_staff.to_window.has_value());
  BOOST_TEST(std::get<waiting_room::Issue>(command(1)).to_window->value == "3");
  const auto handed_on = std::get<waiting_room::Transfer>(command(2));
  BOOST_TEST(handed_on.to_staff->value == "clerk03");
  BOOST_TEST(!handed_on.to_window.has_value());
}

BOOST_AUTO_TEST_CASE(an_evaluation_carries_the_fact_that_the_visit_was_served) {
  House house;
  house.runtime.behaviours["waiting_room"] =
      says(accepted(R"({"ticket":"20261121-A001","window":"3","staff":"clerk03"})"));
  const auto answer =
      house.client().post(tickets + "/20261121-A001/evaluation", R"({"level":5,"tags":["510"]})");
  BOOST_TEST(answer.status == 200);
  const auto asked = house.runtime.asked();
  BOOST_REQUIRE(asked.size() == 2);
  BOOST_TEST(asked[1].stream.kind == "evaluation");
  BOOST_TEST(asked[1].stream.id == "20261121-A001");
  const auto& ask = dynamic_cast<host::Ask<evaluation::Entity>&>(*asked[1].ask);
  const auto& give = std::get<evaluation::Give>(std::get<evaluation::Command>(ask.what));
  BOOST_REQUIRE(give.served.has_value());
  BOOST_TEST(give.served->staff.value == "clerk03");
  BOOST_TEST(give.level == 5);
}

BOOST_AUTO_TEST_CASE(a_visit_that_was_not_served_is_not_rated) {
  House house;
  house.runtime.behaviours["waiting_room"] =
      says(host::Refused{1, refuse(RefusalKind::wrong_phase, "ticket.not_served")});
  const auto answer = house.client().post(tickets + "/20261121-A001/evaluation", R"({"level":5})");
  BOOST_TEST(answer.status == 409);
  BOOST_TEST(answer.code() == "ticket.not_served");
  BOOST_TEST(house.runtime.asked().size() == 1);
}

BOOST_AUTO_TEST_CASE(a_reprint_takes_the_slip_from_the_ticket) {
  House house;
  house.runtime.behaviours["waiting_room"] =
      says(accepted(R"({"id":"20261121-A001","number":"A001","service":"passport","ahead":4,)"
                    R"("issued_at":"2026-11-21T01:02:03.456Z"})"));
  house.client().post(tickets + "/20261121-A001/reprint", R"({"machine":"machine-1"})");
  const auto asked = house.runtime.asked();
  BOOST_REQUIRE(asked.size() == 2);
  BOOST_TEST(asked[1].stream.id == "machine-1");
  const auto& ask = dynamic_cast<host::Ask<ticket_machine::Entity>&>(*asked[1].ask);
  const auto& again =
      std::get<ticket_machine::Reprint>(std::get<ticket_machine::Command>(ask.what));
  BOOST_TEST(again.number == "A001");
  BOOST_TEST(again.ahead == 4);
  BOOST_TEST(to_iso8601(again.issued_at) == "2026-11-21T01:02:03.456Z");
}

BOOST_AUTO_TEST_CASE(the_floor_joins_what_lives_with_names_and_places) {
  House house;
  house.runtime.behaviours["waiting_room"] =
      says(accepted(R"({"open":true,"windows":[{"window":"3","state":"idle"}],)"
                    R"("services":[{"service":"passport","waiting":2}],"counts":{"waiting":2}})"));
  house.runtime.behaviours["hall"] =
      says(accepted(R"({"open":true,"mode":"both","day":"2026-11-21"})", 9));
  auto client = house.client();
  const auto floor = client.get(hall_path).json();
  BOOST_TEST(floor.at("name").as_string() == "澄迈县政务服务中心");
  BOOST_TEST(floor.at("mode").as_string() == "both");
  BOOST_TEST(floor.at("position").as_int64() == 7);
  const auto& window = floor.at("windows").as_array()[0].as_object();
  BOOST_TEST(window.at("state").as_string() == "idle");
  BOOST_TEST(window.at("name_en").as_string() == "Window 3");
  BOOST_TEST(window.at("displays").as_array()[0].as_string() == "display-3");
  BOOST_TEST(floor.at("services").as_array()[0].as_object().at("class").as_string() ==
             "public_service");
  BOOST_TEST(floor.at("texts").as_object().at("welcome").as_string() == "欢迎");
  const auto halls = client.get("/api/v1/halls").json().at("halls").as_array();
  BOOST_TEST(halls[0].as_object().at("windows_open").as_int64() == 1);
  BOOST_TEST(halls[0].as_object().at("waiting").as_int64() == 2);
}

BOOST_AUTO_TEST_CASE(a_query_waits_for_the_position_it_asks_for) {
  House house;
  house.runtime.commit("chengmai", 2);
  auto client = house.client();
  client.send_head("GET", tickets + "/20261121-A001?at_least=3", "", {});
  BOOST_TEST(house.client().get(tickets + "/20261121-A001?at_least=2").status == 200);
  BOOST_TEST(house.runtime.asked().size() == 1);
  house.runtime.commit("chengmai", 1);
  BOOST_TEST(client.receive().status == 200);
}

BOOST_AUTO_TEST_CASE(questions_for_a_position_to_come_keep_nobody_out) {
  http::ServerOptions options;
  options.in_flight_max = 4;
  House house(std::move(options));
  std::vector<Client> waiting;
  for (int i = 0; i < 3; ++i) {
    waiting.push_back(house.client());
    waiting.back().send_head("GET", tickets + "/1?at_least=1", "", {});
  }
  for (int i = 0; i < 10; ++i) BOOST_TEST(house.client().get(tickets + "/1").status == 200);
  house.runtime.commit("chengmai", 1);
  for (auto& client : waiting) BOOST_TEST(client.receive().status == 200);
}

BOOST_AUTO_TEST_CASE(a_position_that_never_comes_is_not_waited_for_without_end) {
  http::ServerOptions options;
  options.wait_max = std::chrono::milliseconds(20);
  House house(std::move(options));
  const auto answer = house.client().get(tickets + "/20261121-A001?at_least=5");
  BOOST_TEST(answer.status == 503);
  BOOST_TEST(answer.code() == "position.not_reached");
  BOOST_TEST(answer.fields.contains("retry-after"));
}

BOOST_AUTO_TEST_CASE(requests_beyond_the_limit_are_shed_and_the_others_answered,
                     *boost::unit_test::description("[NF-04]")) {
  http::ServerOptions options;
  options.in_flight_max = 2;
  House house(std::move(options));
  house.runtime.silent = true;
  auto first = house.client();
  auto second = house.client();
  first.send_head("POST", tickets, passport, as_json);
  second.send_head("POST", tickets, passport, as_json);
  while (house.runtime.asked().size() < 2) std::this_thread::yield();
  const auto shed = house.client().post(tickets, passport);
  BOOST_TEST(shed.status == 503);
  BOOST_TEST(shed.code() == "overloaded");
  BOOST_TEST(shed.fields.at("retry-after") == "1");
  house.runtime.release();
  BOOST_TEST(first.receive().status == 201);
  BOOST_TEST(second.receive().status == 201);
  house.runtime.silent = false;
  BOOST_TEST(house.client().post(tickets, passport).status == 201);
}

BOOST_AUTO_TEST_CASE(questions_are_shed_before_reports_and_reports_before_acts,
                     *boost::unit_test::description("[NF-04]")) {
  http::ServerOptions options;
  options.in_flight_max = 8;
  House house(std::move(options));
  house.runtime.silent = true;
  std::vector<Client> waiting;
  const auto ask = [&](const std::string& method, const std::string& target,
                       const std::string& body) {
    waiting.push_back(house.client());
    waiting.back().send_head(method, target, body, as_json);
    while (house.runtime.asked().size() < waiting.size()) std::this_thread::yield();
  };
  const std::string report = hall_path + "/devices/display/display-3/report";
  const std::string sequence = R"({"sequence":1})";
  for (int i = 0; i < 2; ++i) ask("GET", tickets + "/1", "");
  BOOST_TEST(house.client().get(tickets + "/1").code() == "overloaded");
  for (int i = 0; i < 2; ++i) ask("POST", report, sequence);
  BOOST_TEST(house.client().post(report, sequence).code() == "overloaded");
  for (int i = 0; i < 4; ++i) ask("POST", tickets, passport);
  BOOST_TEST(house.client().post(tickets, passport).code() == "overloaded");
  BOOST_TEST(house.client().get("/readyz").status == 200);
  const auto figures = house.client().get("/metrics").body;
  for (const std::string urgency : {"question", "report", "act"}) {
    BOOST_TEST(figures.find("atrium_http_shed_total{urgency=\"" + urgency + "\"} 1\n") !=
               std::string::npos);
  }
  house.runtime.release();
}

BOOST_AUTO_TEST_CASE(an_overloaded_house_says_when_to_ask_again) {
  using Kind = host::Trouble::Kind;
  House house;
  house.runtime.behaviours["waiting_room"] =
      says(host::Trouble{Kind::overloaded, "4096 commands wait", std::chrono::seconds(3)});
  const auto busy = house.client().post(tickets, passport);
  BOOST_TEST(busy.status == 503);
  BOOST_TEST(busy.code() == "overloaded");
  BOOST_TEST(busy.fields.at("retry-after") == "3");
}

BOOST_AUTO_TEST_CASE(a_full_disk_is_told_by_its_own_code_while_questions_go_on,
                     *boost::unit_test::description("[SC-01]")) {
  House house;
  house.runtime.behaviours["waiting_room"] =
      says(host::Trouble{host::Trouble::Kind::overloaded, "disk.full: 1 GB is left; make room",
                         std::chrono::seconds(30)});
  const auto full = house.client().post(tickets, passport);
  BOOST_TEST(full.status == 503);
  BOOST_TEST(full.code() == "disk.full");
  BOOST_TEST(full.json().at("detail").as_string() == "1 GB is left; make room");
  BOOST_TEST(full.fields.at("retry-after") == "30");
}

BOOST_AUTO_TEST_CASE(pipelined_requests_are_answered_in_order) {
  House house;
  auto client = house.client();
  for (const std::string target : {"/healthz", "/nothing", "/readyz"})
    client.send_head("GET", target, "", {});
  BOOST_TEST(client.receive().status == 200);
  BOOST_TEST(client.receive().status == 404);
  BOOST_TEST(client.receive().status == 200);
}

BOOST_AUTO_TEST_CASE(committed_events_are_listed_after_a_position) {
  House house;
  house.runtime.commit("chengmai", 5);
  const auto answer = house.client().get(hall_path + "/events?from=2&limit=2").json();
  BOOST_TEST(answer.at("head").as_int64() == 5);
  const auto& events = answer.at("events").as_array();
  BOOST_REQUIRE(events.size() == 2);
  const auto& event = events[0].as_object();
  BOOST_TEST(event.at("position").as_int64() == 3);
  BOOST_TEST(event.at("previous").as_int64() == 2);
  BOOST_TEST(event.at("stream").as_string() == "waiting_room/main");
  BOOST_TEST(event.at("at").as_string() == "1970-01-01T00:00:01.000Z");
  BOOST_TEST(event.at("data").as_object().at("number").as_string() == "A003");
  BOOST_TEST(answer.at("epoch").as_int64() == 1);
}

BOOST_AUTO_TEST_CASE(a_reader_of_an_older_epoch_is_told_where_the_new_one_begins) {
  House house;
  house.runtime.commit("chengmai", 5);
  house.runtime.raise_epoch("chengmai");
  house.runtime.commit("chengmai", 5);
  auto client = house.client();
  const auto lost = client.get(hall_path + "/events?from=7&epoch=1");
  BOOST_TEST(lost.status == 410);
  BOOST_TEST(lost.code() == "feed.epoch_changed");
  BOOST_TEST(lost.json().at("epoch").as_int64() == 2);
  BOOST_TEST(lost.json().at("from").as_int64() == 5);
  const auto page = client.get(hall_path + "/events?from=5&epoch=1").json();
  BOOST_TEST(page.at("epoch").as_int64() == 2);
  BOOST_TEST(page.at("events").as_array().size() == 5);
  BOOST_TEST(client.get(hall_path + "/events?from=7&epoch=2").status == 200);
  BOOST_TEST(client.get(hall_path + "/events?from=7&epoch=3").status == 410);
}

BOOST_AUTO_TEST_CASE(a_position_beyond_the_head_is_an_error_and_not_silence) {
  House house;
  house.runtime.commit("chengmai", 5);
  const auto beyond = house.client().get(hall_path + "/events?from=6");
  BOOST_TEST(beyond.status == 416);
  BOOST_TEST(beyond.code() == "feed.beyond_head");
  BOOST_TEST(beyond.json().at("from").as_int64() == 5);
}

BOOST_AUTO_TEST_CASE(the_openapi_document_names_exactly_what_is_served) {
  House house;
  const auto document = house.client().get("/api/v1/openapi.json").json();
  std::set<std::string> written;
  for (const auto& path : document.at("paths").as_object()) {
    for (const auto& method : path.value().as_object()) {
      std::string name(method.key());
      for (auto& c : name) c = static_cast<char>(std::toupper(c));
      written.insert(name + " " + std::string(path.key()));
    }
  }
  std::set<std::string> served;
  for (const auto& [method, path] : house.server->routes()) served.insert(method + " " + path);
  BOOST_TEST(written == served, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
