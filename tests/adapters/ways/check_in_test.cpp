// Checking in at a machine with what a visitor of a booking has: its code, a card however it is
// written, a phone, a code on a phone; and each refusal by its own code.
#include "tests/adapters/real_hall.hpp"

#include <fmt/format.h>

using namespace atrium;
using namespace atrium::testing;
using namespace std::chrono_literals;
using boost::unit_test::description;

namespace {

const std::string bookings = hall_path + "/appointments";
const std::string card = R"("id_number":"150102198807303035")";
const std::string card_of_old = R"("id_number":"150102880730303")";  // The same in 15 digits.
const std::string phone = R"("phone":"13500002696")";

struct BookedHall : RealHall {
  explicit BookedHall(Amend change = {})
      : RealHall(std::string(32, 'k'), std::move(change)), door(client()) {
    act(door, "open");
  }
  std::string book(const std::string& whose, const std::string& begins = "10:00",
                   const std::string& day = "2026-11-23") {
    const auto body = fmt::format(R"({{"service":"enterprise_registration","day":"{}",)"
                                  R"("begins":"{}","holder":{{{}}}}})",
                                  day, begins, whose);
    const auto booked = door.post(bookings, body);
    BOOST_REQUIRE_MESSAGE(booked.status == 201, booked.body);
    return text(booked, "code");
  }
  Answer check_in(const std::string& shown) {
    return door.post(bookings + "/check-in", "{" + shown + R"(,"machine":"machine-1"})");
  }
  Client door;
};

std::string named(const std::string& code) { return R"("code":")" + code + '"'; }

}  // namespace

BOOST_AUTO_TEST_SUITE(check_in_at_a_machine)

BOOST_AUTO_TEST_CASE(a_card_a_phone_or_the_code_gives_the_bookings_ticket_and_its_slip,
                     *description("[Q-04] [AP-03]")) {
  BookedHall hall;
  hall.book(card);
  hall.book(phone);
  const auto code = hall.book(R"("phone":"13812345678")", "10:00");
  for (const auto& shown : {card, phone, named(code)}) {
    const auto answer = hall.check_in(shown);
    BOOST_REQUIRE_MESSAGE(answer.status == 201, answer.body);
    const auto ticket = answer.json().at("ticket").as_object();
    BOOST_TEST(ticket.at("booked").as_bool());
    BOOST_TEST(ticket.contains("link"));
  }
  BOOST_TEST(hall.door.get(hall_path).json().at("counts").at("issued").as_int64() == 3);
}

BOOST_AUTO_TEST_CASE(a_booking_takes_more_services_along_under_its_number,
                     *description("[Q-04] [Q-19]")) {
  BookedHall hall;
  hall.door.post(hall_path + "/windows/5/open", R"({"staff":"clerk05"})");
  hall.book(card);
  BOOST_TEST(hall.check_in(card + R"(,"next":["tax","tax"])").code() == "visit.service_twice");
  const auto answer = hall.check_in(card + R"(,"next":["enterprise_registration","tax"])");
  BOOST_REQUIRE_MESSAGE(answer.status == 201, answer.body);
  const auto ticket = answer.json().at("ticket").as_object();
  BOOST_TEST(ticket.at("service").as_string() == "enterprise_registration");
  BOOST_TEST((ticket.at("next").as_array() == boost::json::array{"tax"}));
}

BOOST_AUTO_TEST_CASE(a_person_is_the_same_however_the_number_is_written,
                     *description("[Q-04] [Q-02]")) {
  BookedHall hall;
  hall.book(card);
  BOOST_TEST(hall.check_in(card_of_old).status == 201);
  hall.book(R"("phone":"138 1234 5678")");
  BOOST_TEST(hall.check_in(R"("phone":"+8613812345678")").status == 201);
}

BOOST_AUTO_TEST_CASE(a_code_on_a_phone_finds_its_persons_booking, *description("[Q-04] [Q-06]")) {
  BookedHall hall;
  hall.book(R"("id_number":"310105199003070014")");
  const auto until = hall.clock.now().time_since_epoch() / std::chrono::seconds{1};
  const auto code = [&](int from_now_s) {
    return fmt::format(R"("code":"ssm:1:{}")", until + from_now_s);
  };
  BOOST_TEST(hall.check_in(code(-1)).code() == "code.expired");
  BOOST_TEST(hall.check_in(R"("code":"ssm:9:1")").code() == "code.unknown");
  const auto answer = hall.check_in(code(60));
  BOOST_TEST(answer.status == 201, answer.body);
}

BOOST_AUTO_TEST_CASE(who_is_too_early_too_late_or_here_twice_is_told_so_each_by_its_code,
                     *description("[Q-04] [AP-03]")) {
  BookedHall hall;
  hall.book(card, "11:00");
  BOOST_TEST(hall.check_in(card).code() == "appointment.too_early");
  const auto found = hall.door.post(bookings + "/find", "{" + card + "}").json();
  BOOST_TEST(found.at("bookings").at(0).at("begins").as_string() == "11:00");
  hall.clock.be_after_nine(std::chrono::minutes{120});
  const auto in_time = hall.check_in(card);
  BOOST_TEST(in_time.status == 201, in_time.body);
  BOOST_TEST(hall.check_in(card).code() == "appointment.already_checked_in");
  const auto own = hall.door.post(hall_path + "/tickets/find", "{" + card + "}").json();
  BOOST_TEST((own.at("tickets").at(0).at("id") == in_time.json().at("ticket").at("id")));
}

BOOST_AUTO_TEST_CASE(who_comes_after_the_time_is_told_so, *description("[Q-04] [AP-03]")) {
  BookedHall hall([](halls::Definition& file) { file.appointments.late = 30min; });
  hall.book(phone);
  hall.book(card);
  hall.clock.be_after_nine(std::chrono::minutes{90});
  BOOST_TEST(hall.check_in(phone).status == 201);
  hall.clock.be_after_nine(std::chrono::minutes{91});
  BOOST_TEST(hall.check_in(card).code() == "appointment.too_late");
}

BOOST_AUTO_TEST_CASE(a_booking_of_another_day_is_refused_before_and_after,
                     *description("[Q-04] [AP-03]")) {
  BookedHall hall;
  hall.book(phone, "10:00", "2026-11-24");
  BOOST_TEST(hall.check_in(phone).code() == "appointment.of_a_later_day");
  hall.clock.be_after_nine(std::chrono::minutes{2 * 24 * 60});
  BOOST_TEST(hall.check_in(phone).code() == "appointment.of_a_past_day");
}

BOOST_AUTO_TEST_CASE(who_has_no_booking_is_told_so, *description("[Q-04]")) {
  BookedHall hall;
  BOOST_TEST(hall.check_in(phone).code() == "appointment.unknown");
  BOOST_TEST(hall.check_in(named("12345678")).code() == "appointment.unknown");
}

BOOST_AUTO_TEST_SUITE_END()
