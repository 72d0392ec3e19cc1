// Leasing numbers over HTTP before the real hall: what a terminal is told, what it tells
// afterwards, and what is wrong with it, by code and field.
#include "tests/adapters/real_hall.hpp"

#include <fmt/format.h>

#include <memory>

using namespace atrium;
using namespace atrium::testing;
using namespace std::chrono_literals;
using boost::unit_test::description;

namespace {

const std::string leases = hall_path + "/leases";
constexpr auto first_lease = "20261123-L1";
constexpr auto nine_ten = "2026-11-23T01:10:00.000Z";

struct LeasingHall : RealHall {
  LeasingHall() {
    act(*door, "open");
    service = service_of_window_1(*door);
  }
  Answer lease(const std::string& count = "3", Fields fields = {}) {
    return door->post(leases,
                      fmt::format(R"({{"terminal":"kiosk-1","epoch":7,"service":"{}",)"
                                  R"("count":{},"minutes":60}})",
                                  service, count),
                      std::move(fields));
  }
  Answer take_in(int position, int value, const std::string& more = "", Fields fields = {}) {
    return door->post(leases + "/" + first_lease + "/tickets",
                      fmt::format(R"({{"position":{},"value":{},"service":"{}","at":"{}"{}}})",
                                  position, value, service, nine_ten, more),
                      std::move(fields));
  }
  Answer end(const std::string& lease = first_lease) {
    return door->post(leases + "/" + lease + "/end", "");
  }
  boost::json::object listed(std::size_t at = 0) {
    return door->get(leases).json().at("leases").as_array().at(at).as_object();
  }
  std::unique_ptr<Client> door = std::make_unique<Client>(client());
  std::string service;
};

std::int64_t number(const boost::json::object& from, const char* name) {
  return from.at(name).to_number<std::int64_t>();
}

struct Wrong {
  std::string body;
  std::string field;
};

// Whatever is wrong in the form is told before any entity hears of it.
void each_is_invalid(LeasingHall& hall, const std::string& path, const std::vector<Wrong>& all) {
  for (const auto& wrong : all) {
    BOOST_TEST_CONTEXT(wrong.body) {
      const auto answer = hall.door->post(path, wrong.body);
      BOOST_TEST(answer.status == 422);
      BOOST_TEST(answer.code() == "request.invalid");
      BOOST_TEST(answer.field() == wrong.field);
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(leases_over_http)

BOOST_AUTO_TEST_CASE(a_terminal_is_told_its_block_and_when_it_is_over, *description("[Q-01]")) {
  LeasingHall hall;
  const auto answer = hall.lease();
  BOOST_REQUIRE_MESSAGE(answer.status == 201, answer.body);
  const auto lease = answer.json();
  BOOST_TEST(lease.at("lease").as_string() == first_lease);
  BOOST_TEST(lease.at("terminal").as_string() == "kiosk-1");
  BOOST_TEST(number(lease, "epoch") == 7);
  BOOST_TEST(number(lease, "first") == 1);
  BOOST_TEST(number(lease, "last") == 3);
  BOOST_TEST(lease.at("until").as_string() == "2026-11-23T02:00:00.000Z");
  BOOST_TEST(!lease.at("ended").as_bool());
  const auto next = take_ticket(*hall.door, hall.service);
  BOOST_TEST(text(next, "number").ends_with("4"));
  BOOST_TEST(text(next, "number").starts_with(std::string(lease.at("prefix").as_string())));
  BOOST_TEST(number(hall.lease("2").json(), "first") == 5);
}

BOOST_AUTO_TEST_CASE(a_lease_asked_for_twice_under_one_key_is_one, *description("[Q-01]")) {
  LeasingHall hall;
  const auto first = hall.lease("3", {{"Idempotency-Key", "lease-1"}});
  BOOST_TEST(hall.lease("3", {{"Idempotency-Key", "lease-1"}}).body == first.body);
  BOOST_TEST(hall.lease("4", {{"Idempotency-Key", "lease-1"}}).code() == "request.id_reused");
  BOOST_TEST(hall.door->get(leases).json().at("leases").as_array().size() == 1U);
}

BOOST_AUTO_TEST_CASE(what_was_given_out_is_taken_in_once_and_the_rest_lapses,
                     *description("[Q-01]")) {
  LeasingHall hall;
  hall.lease();
  hall.clock.be_after_nine(30min);
  const auto ticket = hall.take_in(1, 2, R"(,"holder":{"name":"张三","phone":"13500002696"})");
  BOOST_REQUIRE_MESSAGE(ticket.status == 201, ticket.body);
  BOOST_TEST(text(ticket, "id") == "20261123-" + text(ticket, "number"));
  BOOST_TEST(text(ticket, "issued_at") == nine_ten);
  BOOST_TEST(ticket.body.find("13500002696") == std::string::npos);
  BOOST_TEST(text(hall.take_in(1, 2), "id") == text(ticket, "id"));
  BOOST_TEST(number(hall.listed(), "taken_in") == 1);
  const auto ended = hall.end();
  BOOST_TEST(ended.status == 200);
  BOOST_TEST(ended.json().at("ended").as_bool());
  BOOST_TEST(hall.end().status == 200);
  BOOST_TEST(number(hall.door->get(hall_path).json().at("counts").as_object(), "issued") == 1);
}

BOOST_AUTO_TEST_CASE(leases_outlive_a_restart, *description("[Q-01]")) {
  LeasingHall hall;
  hall.lease();
  hall.take_in(1, 2);
  const auto before = hall.listed();
  hall.stop();
  hall.start();
  hall.door = std::make_unique<Client>(hall.client());
  BOOST_TEST((hall.listed() == before));
  BOOST_TEST(hall.take_in(1, 3).code() == "lease.position_used");
  BOOST_TEST(number(hall.lease().json(), "first") == 4);
}

BOOST_AUTO_TEST_CASE(what_the_hall_refuses_comes_with_its_status_and_code, *description("[Q-01]")) {
  LeasingHall hall;
  const auto is = [](const Answer& answer, int status, const std::string& code) {
    BOOST_TEST(answer.status == status);
    BOOST_TEST(answer.code() == code);
  };
  is(hall.lease("501"), 422, "lease.out_of_range");
  is(hall.end(), 404, "lease.unknown");
  is(hall.take_in(1, 1), 404, "lease.unknown");
  is(hall.end("%00"), 404, "lease.unknown");
  hall.lease();
  is(hall.take_in(1, 4), 422, "lease.number_outside");
  is(hall.take_in(1, 0), 422, "lease.number_outside");
  hall.take_in(1, 2);
  is(hall.take_in(2, 2), 409, "lease.number_taken");
  is(hall.take_in(1, 3), 409, "lease.position_used");
  hall.end();
  is(hall.take_in(3, 3), 409, "lease.ended");
}

BOOST_AUTO_TEST_CASE(a_lease_that_is_asked_for_wrongly_names_the_field) {
  LeasingHall hall;
  const auto with = [](const std::string& what) {
    return R"({"terminal":"k","epoch":1,"service":"tax",)" + what + "}";
  };
  each_is_invalid(
      hall, leases,
      {{"{}", "terminal"},
       {R"({"terminal":"","epoch":1,"service":"tax","count":1})", "terminal"},
       {R"({"terminal":")" + std::string(65, 'k') + R"(","epoch":1,"service":"tax","count":1})",
        "terminal"},
       {R"({"terminal":"k","service":"tax","count":1})", "epoch"},
       {R"({"terminal":"k","epoch":-1,"service":"tax","count":1})", "epoch"},
       {R"({"terminal":"k","epoch":1,"count":1})", "service"},
       {with(R"("count":0)"), "count"},
       {with(R"("count":-3)"), "count"},
       {with(R"("count":2147483648)"), "count"},
       {with(R"("count":"3")"), "count"},
       {with(R"("count":1,"minutes":0)"), "minutes"},
       {with(R"("count":1,"colour":"red")"), "colour"}});
  BOOST_TEST(hall.door->get(leases).json().at("leases").as_array().empty());
}

BOOST_AUTO_TEST_CASE(a_ticket_that_is_told_wrongly_names_the_field) {
  LeasingHall hall;
  hall.lease();
  const auto with = [](const std::string& position, const std::string& at,
                       const std::string& more = "") {
    return fmt::format(R"({{"position":{},"value":1,"service":"tax","at":{}{}}})", position, at,
                       more);
  };
  const auto when = fmt::format(R"("{}")", nine_ten);
  each_is_invalid(hall, leases + "/" + first_lease + "/tickets",
                  {{"{}", "position"},
                   {with("0", when), "position"},
                   {with("1.5", when), "position"},
                   {with("1", R"("yesterday")"), "at"},
                   {with("1", R"("2026-11-23 09:10")"), "at"},
                   {with("1", "1764000000"), "at"},
                   {with("1", when, R"(,"priority":10)"), "priority"},
                   {with("1", when, R"(,"holder":"Li")"), "holder"},
                   {with("1", when, R"(,"holder":{"age":7})"), "holder.age"},
                   {with("1", when, R"(,"number":"A001")"), "number"}});
  BOOST_TEST(number(hall.listed(), "taken_in") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
