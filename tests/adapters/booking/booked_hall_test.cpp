// Bookings through the doors of the real hall: from a seat to the ticket and its outcome.
#include "tests/adapters/real_hall.hpp"

#include <fmt/format.h>

#include <atomic>
#include <set>
#include <thread>
#include <vector>

using namespace atrium;
using namespace atrium::testing;
using boost::unit_test::description;

namespace {

const std::string bookings = hall_path + "/appointments";
const std::string phone = "13812345678";

std::string body_of(const std::string& whose, const std::string& begins = "10:00") {
  return fmt::format(R"({{"service":"enterprise_registration","day":"2026-11-23","begins":"{}",)"
                     R"("channel":"wechat","holder":{{"name":"张三","phone":"{}"}}}})",
                     begins, whose);
}

// Of what happens behind policies: asks until it is so; the test's own time limit bounds it.
Answer until_status(Client& client, const std::string& booking, const std::string& status) {
  auto answer = client.get(bookings + "/" + booking);
  while (text(answer, "status") != status) {
    const auto next = answer.json().at("position").as_int64();
    answer = client.get(fmt::format("{}/{}?at_least={}", bookings, booking, next));
  }
  return answer;
}

// The live number that a platform asks for.
std::int64_t waiting(Client& client, const std::string& service) {
  const auto floor = client.get(hall_path).json();
  for (const auto& one : floor.at("services").as_array()) {
    if (one.at("service").as_string() == service) return one.at("waiting").as_int64();
  }
  return -1;
}

// One hall of a node that has several.
struct Site {
  Site(Client& at, const std::string& hall)
      : client(at), path("/api/v1/halls/" + hall), office(path + "/appointments") {
    client.post(path + "/windows/1/open", R"({"staff":"clerk01"})");
  }
  Answer book(const std::string& begins) const {
    return client.post(office, body_of(phone, begins));
  }
  Answer check_in(const std::string& code) const {
    return client.post(office + "/check-in", R"({"code":")" + code + R"("})");
  }
  std::size_t days() const {
    const auto told = client.get(office + "/days?service=enterprise_registration").json();
    return told.at("days").as_array().size();
  }

  Client& client;
  std::string path;
  std::string office;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(booked_hall)

BOOST_AUTO_TEST_CASE(halls_of_every_kind_are_booked_by_one_model_each_by_its_own_rules,
                     *description("[AP-07]")) {
  RealHall hall(std::string(32, 'k'), {}, nullptr, {"chengmai-laocheng"});
  auto client = hall.client();
  const Site county(client, "chengmai");
  const Site zone(client, "chengmai-laocheng");
  BOOST_TEST(county.days() == 8U);
  BOOST_TEST(zone.days() == 4U);
  BOOST_TEST(county.book("09:30").code() == "appointment.slot_unknown");
  const auto in_county = text(county.book("10:00"), "code");
  const auto in_zone = text(zone.book("09:30"), "code");
  for (const auto* act : {"/check-in", "/cancel"}) {
    const auto body = [](const std::string& code) { return R"({"code":")" + code + R"("})"; };
    BOOST_TEST(client.post(county.office + act, body(in_zone)).code() == "appointment.unknown");
    BOOST_TEST(client.post(zone.office + act, body(in_county)).code() == "appointment.unknown");
  }
  BOOST_TEST(county.check_in(in_county).status == 201);
  BOOST_TEST(zone.check_in(in_zone).status == 201);
  BOOST_TEST(zone.book("10:00").code() == "appointment.already_booked");
}

BOOST_AUTO_TEST_CASE(a_booking_becomes_a_ticket_at_check_in_and_is_honoured_when_served,
                     *description("[Q-04] [AP-01] [AP-03] [AP-05]") *
                         boost::unit_test::timeout(60)) {
  RealHall hall;
  auto client = hall.client();
  act(client, "open");
  BOOST_TEST(waiting(client, "enterprise_registration") == 0);
  const auto booked = client.post(bookings, body_of(phone));
  BOOST_REQUIRE(booked.status == 201);
  BOOST_TEST(text(booked, "name") == "张*");
  const auto code = text(booked, "code");
  BOOST_TEST(code.size() == 8u);

  const auto body = fmt::format(R"({{"phone":"{}","machine":"machine-1"}})", phone);
  const auto checked_in = client.post(bookings + "/check-in", body, {{"Idempotency-Key", "in-1"}});
  BOOST_REQUIRE(checked_in.status == 201);
  const auto ticket = checked_in.json().at("ticket").as_object();
  BOOST_TEST(ticket.at("booked").as_bool());
  BOOST_TEST(ticket.at("service").as_string() == "enterprise_registration");
  BOOST_TEST(waiting(client, "enterprise_registration") == 1);
  const auto again = client.post(bookings + "/check-in", body, {{"Idempotency-Key", "in-1"}});
  BOOST_TEST((again.json().at("ticket").at("id") == ticket.at("id")));
  BOOST_TEST(client.post(bookings + "/check-in", body).code() == "appointment.already_checked_in");

  const auto number = std::string(ticket.at("number").as_string());
  BOOST_TEST(act(client, "call", R"({"reason":"预约","number":")" + number + R"("})").status ==
             200);
  BOOST_TEST(waiting(client, "enterprise_registration") == 0);
  BOOST_TEST(act(client, "start").status == 200);
  BOOST_TEST(act(client, "finish").status == 200);
  const auto served = until_status(client, text(booked, "booking"), "honoured");
  BOOST_TEST(text(served, "number") == number);
  BOOST_TEST(served.json().at("code").is_null());
  BOOST_TEST(client.get(hall_path + "/tickets").json().at("tickets").as_array().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_number_that_cannot_be_right_books_nothing_and_its_field_is_named,
                     *description("[AP-01] [Q-02]")) {
  RealHall hall;
  auto client = hall.client();
  const auto body = [](const std::string& holder) {
    return R"({"service":"passport","day":"2026-11-23","begins":"10:00","holder":{)" + holder +
           "}}";
  };
  const auto card = client.post(bookings, body(R"("id_number":"110105194912310021")"));
  BOOST_TEST(card.code() == "holder.bad_id_number");
  BOOST_TEST(card.field() == "holder.id_number");
  BOOST_TEST(card.body.find("110105194912310021") == std::string::npos);
  BOOST_TEST(client.post(bookings, body(R"("phone":"12345")")).field() == "holder.phone");
  for (const auto* where : {"/check-in", "/find"}) {
    const auto typed = client.post(bookings + where, R"({"phone":"12345"})");
    BOOST_TEST(typed.code() == "holder.bad_phone");
    BOOST_TEST(typed.field() == "phone");
  }
  const auto odd = client.post(bookings, body(R"("phone":"15412345678")"));
  BOOST_REQUIRE(odd.status == 201);
  BOOST_TEST(odd.json().at("warnings").at(0).at("field").as_string() == "holder.phone");
}

BOOST_AUTO_TEST_CASE(one_person_is_known_by_either_form_of_a_number_and_by_a_code_on_a_phone,
                     *description("[AP-01] [AP-02] [Q-06]")) {
  RealHall hall;
  auto client = hall.client();
  act(client, "open");
  const auto body = [](const std::string& number, const std::string& begins) {
    return fmt::format(R"({{"service":"enterprise_registration","day":"2026-11-23",)"
                       R"("begins":"{}","holder":{{"id_number":"{}"}}}})",
                       begins, number);
  };
  BOOST_TEST(client.post(bookings, body("330102200403064", "10:00")).status == 201);
  BOOST_TEST(client.post(bookings, body("33010219200403064x", "11:00")).code() ==
             "appointment.already_booked");
  BOOST_TEST(client.post(bookings, body("310105199003070014", "10:00")).status == 201);
  // Test person 1 shows a Suishenma, good until 2026-11-23 09:00 UTC.
  const auto shown = R"({"code":"ssm:1:1795424400"})";
  BOOST_TEST(client.post(bookings + "/find", shown).json().at("bookings").as_array().size() == 1u);
  BOOST_TEST(client.post(bookings + "/check-in", shown).status == 201);
  const auto old = client.post(bookings + "/check-in", R"({"code":"ssm:1:1"})");
  BOOST_TEST(old.code() == "code.expired");
  BOOST_TEST(old.field() == "code");
}

BOOST_AUTO_TEST_CASE(a_platforms_booking_is_taken_once_and_told_the_seats_that_are_left,
                     *description("[AP-01] [AP-04]")) {
  RealHall hall;
  auto client = hall.client();
  const auto body = [](const std::string& more) {
    return R"({"service":"passport","day":"2026-11-23","begins":"10:00","channel":"platform",)" +
           more + R"("holder":{"phone":"13812345678"}})";
  };
  BOOST_TEST(client.post(bookings, body("")).field() == "reference");
  const auto first = client.post(bookings, body(R"("reference":"HN-1",)"));
  BOOST_REQUIRE(first.status == 201);
  const auto again = client.post(bookings, body(R"("reference":"HN-1",)"));
  BOOST_TEST(text(again, "booking") == text(first, "booking"));
  BOOST_TEST(text(again, "reference") == "HN-1");
  const auto code = text(again, "code");
  const auto guessed = client.post(
      bookings, R"({"service":"passport","day":"2026-11-23","begins":"10:00","channel":"web",)"
                R"("reference":"HN-1","holder":{"phone":"13900000001"}})");
  BOOST_TEST(guessed.field() == "reference");
  BOOST_TEST(guessed.body.find(code) == std::string::npos);
  const auto day = client.get(bookings + "/seats?day=2026-11-23").json();
  std::int64_t taken = 0;
  for (const auto& slot : day.at("slots").as_array()) taken += slot.at("taken").as_int64();
  BOOST_TEST(taken == 1);
}

BOOST_AUTO_TEST_CASE(a_check_in_where_nobody_serves_says_so_and_works_once_somebody_does,
                     *description("[Q-04] [Q-13]")) {
  RealHall hall;
  auto client = hall.client();
  const auto code = text(client.post(bookings, body_of(phone)), "code");
  const auto body = R"({"code":")" + code + R"("})";
  BOOST_TEST(client.post(bookings + "/check-in", body).code() == "service.has_no_window");
  act(client, "open");
  BOOST_TEST(client.post(bookings + "/check-in", body).status == 201);
}

BOOST_AUTO_TEST_CASE(of_a_thousand_who_want_a_seat_at_once_exactly_as_many_get_one_as_there_are,
                     *description("[AP-01] [AP-02]")) {
  constexpr int threads = 20;
  constexpr int each = 50;
  RealHall hall;
  std::atomic<int> got = 0;
  std::atomic<int> full = 0;
  std::vector<std::thread> crowd;
  for (int thread = 0; thread < threads; ++thread) {
    crowd.emplace_back([&, thread] {
      auto client = hall.client();
      for (int i = 0; i < each; ++i) {
        const auto answer =
            client.post(bookings, body_of(fmt::format("138{:08}", thread * each + i)));
        if (answer.status == 201) ++got;
        if (answer.code() == "appointment.slot_full") ++full;
      }
    });
  }
  for (auto& one : crowd) one.join();
  BOOST_TEST(got == 4);
  BOOST_TEST(full == threads * each - 4);
  const auto seats = hall.client().get(bookings + "/seats?day=2026-11-23").json();
  int taken = 0;
  for (const auto& slot : seats.at("slots").as_array()) {
    taken += static_cast<int>(slot.at("taken").as_int64());
  }
  BOOST_TEST(taken == 4);
}

BOOST_AUTO_TEST_CASE(a_booking_is_found_changed_and_cancelled_by_its_code,
                     *description("[AP-01] [AP-06]")) {
  RealHall hall;
  auto client = hall.client();
  const auto booked = client.post(bookings, body_of(phone));
  const auto code = text(booked, "code");
  const auto found = client.post(bookings + "/find", R"({"code":")" + code + R"("})");
  BOOST_TEST(found.json().at("bookings").as_array().size() == 1u);
  const auto mine = client.post(bookings + "/find", R"({"phone":")" + phone + R"("})");
  BOOST_TEST(mine.json().at("bookings").as_array().size() == 1u);
  BOOST_TEST(mine.json().at("bookings").at(0).at("code").is_null());
  const auto moved =
      client.post(bookings + "/change",
                  fmt::format(R"({{"code":"{}","day":"2026-11-24","begins":"09:00"}})", code));
  BOOST_TEST(text(moved, "day") == "2026-11-24");
  BOOST_TEST(client.post(bookings + "/cancel", R"({"code":")" + code + R"("})").status == 200);
  BOOST_TEST(client.post(bookings + "/cancel", R"({"code":")" + code + R"("})").code() ==
             "appointment.cancelled");
  const auto listed = client.get(bookings + "?status=cancelled&day=2026-11-24").json();
  BOOST_TEST(listed.at("found").as_int64() == 1);
}

BOOST_AUTO_TEST_CASE(staff_move_cancel_and_settle_bookings_by_their_id, *description("[AP-06]")) {
  RealHall hall;
  auto client = hall.client();
  const auto id = text(client.post(bookings, body_of(phone)), "booking");
  const auto path = bookings + "/" + id;
  BOOST_TEST(text(client.post(path + "/change", R"({"day":"2026-11-23","begins":"11:00"})"),
                  "begins") == "11:00");
  BOOST_TEST(text(client.post(path + "/outcome", R"({"outcome":"no_show","staff":"clerk01"})"),
                  "status") == "no_show");
  BOOST_TEST(text(client.post(path + "/outcome", R"({"outcome":"booked"})"), "status") == "booked");
  BOOST_TEST(text(client.post(path + "/cancel", R"({"reason":"来电"})"), "status") == "cancelled");
  BOOST_TEST(client.post(path + "/outcome", R"({"outcome":"eaten"})").code() == "request.invalid");
}

BOOST_AUTO_TEST_CASE(no_event_shows_a_code_a_number_or_a_phone) {
  RealHall hall;
  auto client = hall.client();
  act(client, "open");
  const auto code = text(client.post(bookings, body_of(phone)), "code");
  client.post(bookings + "/check-in", R"({"code":")" + code + R"("})");
  const auto events = client.get(hall_path + "/events?from=0&limit=100").body;
  BOOST_TEST(events.find("appointment_book.checked_in") != std::string::npos);
  for (const auto& secret : {code, phone, std::string("张三")}) {
    BOOST_TEST(events.find(secret) == std::string::npos, secret << " is shown");
  }
}

BOOST_AUTO_TEST_CASE(free_slots_are_told_by_day_and_by_time, *description("[AP-01] [AP-02]")) {
  RealHall hall;
  auto client = hall.client();
  const auto days = client.get(bookings + "/days?service=passport").json();
  BOOST_TEST(days.at("days").as_array().size() == 8u);
  const auto slots = client.get(bookings + "/slots?service=passport&day=2026-11-24").json();
  BOOST_TEST(slots.at("slots").as_array().size() == 11u);
  BOOST_TEST(client.get(bookings + "/slots?service=passport&day=today").status == 422);
  BOOST_TEST(client.get(bookings + "/days?service=tax").code() ==
             "appointment.service_not_bookable");
}

BOOST_AUTO_TEST_SUITE_END()
