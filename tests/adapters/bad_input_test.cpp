// What is wrong with a request is told clearly, names the field, and reaches no entity.
#include "tests/adapters/house.hpp"

#include <algorithm>

using namespace atrium;
using namespace atrium::testing;

namespace {

struct Case {
  std::string name;
  std::string target;
  std::string body;
  int status;
  std::string code;
  std::string field;
};

const std::string tickets = hall_path + "/tickets";
const std::string rating = hall_path + "/tickets/20261121-A001/evaluation";
const std::string window = hall_path + "/windows/3/";

const std::vector<Case> cases{
    {"broken JSON", tickets, R"({"service":)", 400, "request.malformed", ""},
    {"text after the JSON", tickets, R"({"service":"passport"} x)", 400, "request.malformed", ""},
    {"not an object", tickets, R"(["passport"])", 422, "request.invalid", ""},
    {"nested too deep", tickets, std::string(40, '[') + std::string(40, ']'), 400,
     "request.malformed", ""},
    {"a number too big for any type", tickets, R"({"service":"passport","priority":1e999})", 422,
     "request.invalid", "priority"},
    {"missing field", tickets, "{}", 422, "request.invalid", "service"},
    {"empty body", tickets, "", 422, "request.invalid", "service"},
    {"null for a must", tickets, R"({"service":null})", 422, "request.invalid", "service"},
    {"empty text", tickets, R"({"service":""})", 422, "request.invalid", "service"},
    {"wrong type", tickets, R"({"service":7})", 422, "request.invalid", "service"},
    {"text for a number", tickets, R"({"service":"passport","priority":"1"})", 422,
     "request.invalid", "priority"},
    {"a fraction", tickets, R"({"service":"passport","priority":1.5})", 422, "request.invalid",
     "priority"},
    {"negative", tickets, R"({"service":"passport","priority":-1})", 422, "request.invalid",
     "priority"},
    {"huge", tickets, R"({"service":"passport","priority":99999999999999999999})", 422,
     "request.invalid", "priority"},
    {"unknown field", tickets, R"({"service":"passport","colour":"red"})", 422, "request.invalid",
     "colour"},
    {"unknown field inside", tickets, R"({"service":"passport","holder":{"age":1}})", 422,
     "request.invalid", "holder.age"},
    {"wrong type inside", tickets, R"({"service":"passport","holder":{"name":1}})", 422,
     "request.invalid", "holder.name"},
    {"holder no object", tickets, R"({"service":"passport","holder":"Li"})", 422, "request.invalid",
     "holder"},
    {"over-long text", tickets, R"({"service":")" + std::string(65, 'x') + R"("})", 422,
     "request.invalid", "service"},
    {"invalid UTF-8", tickets, "{\"service\":\"\xff\xfe\"}", 422, "request.invalid", "service"},
    {"overlong UTF-8", tickets, "{\"service\":\"\xc0\xaf\"}", 422, "request.invalid", "service"},
    {"invalid UTF-8 in a name", tickets, "{\"service\":\"a\",\"\xff\":1}", 422, "request.invalid",
     "?"},
    {"control character", tickets, R"({"service":"a\u0000b"})", 422, "request.invalid", "service"},
    {"unknown machine", tickets, R"({"service":"passport","machine":"machine-9"})", 404,
     "device.unknown", "machine"},
    {"level too high", rating, R"({"level":6})", 422, "request.invalid", "level"},
    {"level too low", rating, R"({"level":0})", 422, "request.invalid", "level"},
    {"tags no list", rating, R"({"level":5,"tags":"a"})", 422, "request.invalid", "tags"},
    {"a tag no text", rating, R"({"level":5,"tags":["a",1]})", 422, "request.invalid", "tags[1]"},
    {"too many tags", rating, R"({"level":5,"tags":["","","","","","","","",""]})", 422,
     "request.invalid", "tags"},
    {"unknown action", window + "dance", "", 404, "action.unknown", "action"},
    {"field of another action", window + "call-next", R"({"number":"A001"})", 422,
     "request.invalid", "number"},
    {"call without number", window + "call", "{}", 422, "request.invalid", "number"},
    {"transfer to nowhere", window + "transfer", "{}", 422, "request.invalid", "window"},
    {"reason too long", window + "pause", R"({"reason":")" + std::string(201, 'x') + R"("})", 422,
     "request.invalid", "reason"},
    {"unknown mode", hall_path + "/mode", R"({"mode":"loud"})", 422, "request.invalid", "mode"},
    {"unknown hall", "/api/v1/halls/nowhere/tickets", R"({"service":"passport"})", 404,
     "hall.unknown", "hall"},
    {"hall of broken escapes", "/api/v1/halls/%ff%f/tickets", "{}", 404, "route.unknown", ""},
    {"unknown device", hall_path + "/devices/display/display-9/report", R"({"sequence":1})", 404,
     "device.unknown", "device"},
    {"unknown kind of device", hall_path + "/devices/robot/r2/report", "{}", 404, "device.unknown",
     "device"},
    {"negative sequence", hall_path + "/devices/display/display-3/report", R"({"sequence":-1})",
     422, "request.invalid", "sequence"},
    {"sequence beyond an int", hall_path + "/devices/display/display-3/report",
     R"({"sequence":2147483648})", 422, "request.invalid", "sequence"},
    {"printed of texts", hall_path + "/devices/ticket_machine/machine-1/report",
     R"({"printed":["1"]})", 422, "request.invalid", "printed[0]"},
    {"unknown paper", hall_path + "/devices/ticket_machine/machine-1/report", R"({"paper":"blue"})",
     422, "request.invalid", "paper"},
    {"unknown path", "/api/v1/nothing", "{}", 404, "route.unknown", ""},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(bad_input)

BOOST_AUTO_TEST_CASE(a_wrong_command_is_answered_clearly_and_reaches_no_entity) {
  House house;
  auto client = house.client();
  for (const auto& wrong : cases) {
    BOOST_TEST_CONTEXT(wrong.name) {
      const auto answer = client.post(wrong.target, wrong.body);
      BOOST_TEST(answer.status == wrong.status);
      BOOST_TEST(answer.code() == wrong.code);
      BOOST_TEST(answer.field() == wrong.field);
      BOOST_TEST(!answer.json().at("detail").as_string().empty());
    }
  }
  BOOST_TEST(house.runtime.asked().empty());
}

BOOST_AUTO_TEST_CASE(malformed_json_is_answered_with_its_offset) {
  House house;
  const auto answer = house.client().post(tickets, R"({"service": oops})");
  BOOST_TEST(answer.body.find("offset 12") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_body_of_another_type_is_refused) {
  House house;
  auto client = house.client();
  for (const std::string type :
       {"text/plain", "application/x-www-form-urlencoded", "application/jsonp"}) {
    const auto answer = client.post(tickets, R"({"service":"passport"})", {{"Content-Type", type}});
    BOOST_TEST(answer.status == 415);
    BOOST_TEST(answer.code() == "request.unsupported_type");
  }
  const auto typed = client.post(tickets, R"({"service":"passport"})",
                                 {{"Content-Type", "application/json; charset=utf-8"}});
  BOOST_TEST(typed.status == 201);
}

BOOST_AUTO_TEST_CASE(an_oversize_body_is_refused_and_the_connection_goes_on) {
  House house;
  auto client = house.client();
  const auto answer = client.post(tickets, std::string(64 * 1024 + 1, ' '));
  BOOST_TEST(answer.status == 413);
  BOOST_TEST(answer.code() == "request.too_large");
  BOOST_TEST(client.get("/healthz").status == 200);
}

BOOST_AUTO_TEST_CASE(a_body_beyond_reading_is_answered_before_the_connection_ends) {
  House house;
  auto client = house.client();
  const auto answer = client.post(tickets, std::string(4 << 20, ' '));
  BOOST_TEST(answer.status == 400);
  BOOST_TEST(answer.code() == "request.unreadable");
  BOOST_TEST(client.closed());
}

BOOST_AUTO_TEST_CASE(what_is_not_http_is_answered_before_the_connection_ends) {
  House house;
  for (const std::string bytes :
       {"BOO\r\n\r\n", "GET /\x01 HTTP/9.9\r\n\r\n", "\x16\x03\x01\x02"}) {
    auto client = house.client();
    client.send_raw(bytes + std::string(64, '\r'));
    const auto answer = client.receive();
    BOOST_TEST(answer.status == 400);
    BOOST_TEST(answer.code() == "request.unreadable");
  }
}

BOOST_AUTO_TEST_CASE(a_head_without_end_is_cut_off) {
  House house;
  auto client = house.client();
  client.send_raw("GET / HTTP/1.1\r\nX-Long: " + std::string(20000, 'x'));
  BOOST_TEST(client.receive().code() == "request.unreadable");
}

BOOST_AUTO_TEST_CASE(another_method_is_told_which_ones_there_are) {
  House house;
  auto client = house.client();
  const auto answer = client.ask("DELETE", tickets, "", {});
  BOOST_TEST(answer.status == 405);
  BOOST_TEST(answer.code() == "method.not_allowed");
  BOOST_TEST(answer.fields.at("allow") == "POST, GET");
}

BOOST_AUTO_TEST_CASE(a_command_id_must_be_a_clients_own) {
  House house;
  auto client = house.client();
  for (const std::string key : {"~policy/show_calls#1", "two words", ""}) {
    const auto answer =
        client.post(tickets, R"({"service":"passport"})", {{"Idempotency-Key", key}});
    BOOST_TEST(answer.status == 422);
    BOOST_TEST(answer.field() == "Idempotency-Key");
  }
}

BOOST_AUTO_TEST_CASE(numbers_of_a_query_are_checked) {
  House house;
  auto client = house.client();
  const std::vector<std::pair<std::string, std::string>> wrong{
      {hall_path + "/tickets?limit=-1", "limit"},
      {hall_path + "/tickets?limit=501", "limit"},
      {hall_path + "/tickets?status=gone", "status"},
      {hall_path + "?at_least=x", "at_least"},
      {hall_path + "?at_least=99999999999999999999", "at_least"},
      {hall_path + "/events?from=-1", "from"},
      {hall_path + "/events?epoch=x", "epoch"},
      {hall_path + "/events?limit=0", "limit"},
  };
  for (const auto& [target, field] : wrong) {
    BOOST_TEST_CONTEXT(target) {
      const auto answer = client.get(target);
      BOOST_TEST(answer.status == 422);
      BOOST_TEST(answer.field() == field);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
