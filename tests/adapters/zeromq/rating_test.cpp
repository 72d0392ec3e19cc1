// Integrators rate by the same rules of the hall's file as people at its pages.
#include "tests/adapters/real_hall.hpp"
#include "tests/adapters/zeromq/door.hpp"

using namespace atrium;
using namespace atrium::testing;
using boost::unit_test::description;

namespace {

// A hall with a visit that was served, and an integrator at its door.
struct Served {
  explicit Served(RealHall::Amend amend) : hall(std::string(32, 'k'), std::move(amend)) {
    zeromq::GatewayOptions options{"tcp://127.0.0.1:*", "tcp://127.0.0.1:*", 4};
    options.ratings = hall.server->ratings();
    gateway = zeromq::Gateway::make(hall.assembly->host(), options).value();
    integrator.connect(*gateway);
    serve_again();
  }
  ~Served() { gateway.reset(); }

  void serve_again() {
    act(client, "open", R"({"staff":"clerk01"})");
    ticket = text(take_ticket(client, service_of_window_1(client)), "id");
    for (const std::string step : {"call-next", "start", "finish"})
      BOOST_TEST(act(client, step).status == 200);
  }

  // The code of its refusal; empty when it is taken.
  std::string rate(std::uint8_t level) {
    auto answer = integrator.ask([&](auto request) {
      request.initEvaluate().setTicket(ticket);
      request.getEvaluate().setLevel(level);
    });
    const auto response = answer.as<wire::Response>();
    return response.isRefused() ? response.getRefused().getCode().cStr() : "";
  }
  bool is_followed_up() {
    const auto rating = client.get(hall_path + "/ratings/" + ticket).json();
    return !rating.at("follow_up").is_null();
  }

  RealHall hall;
  Client client = hall.client();
  std::string ticket;
  std::unique_ptr<zeromq::Gateway> gateway;
  Integrator integrator;
};

RealHall::Amend with(halls::Ratings ratings) {
  return [ratings](halls::Definition& definition) { definition.ratings = ratings; };
}

}  // namespace

BOOST_AUTO_TEST_SUITE(integrators_rate)

BOOST_AUTO_TEST_CASE(three_stars_are_followed_up_where_the_hall_says_so, *description("[EV-15]")) {
  for (const bool followed : {true, false}) {
    halls::Ratings ratings;
    ratings.three_stars_followed = followed;
    Served visit(with(ratings));
    BOOST_TEST(visit.rate(3) == "");
    BOOST_TEST(visit.is_followed_up() == followed);
  }
}

BOOST_AUTO_TEST_CASE(a_visit_is_rated_within_the_halls_own_working_days, *description("[EV-14]")) {
  for (const int days : {1, 5}) {
    halls::Ratings ratings;
    ratings.rate_days = days;
    Served visit(with(ratings));
    visit.hall.clock.at = *from_iso8601("2026-11-25T01:00:00Z");
    BOOST_TEST(visit.rate(5) == (days == 1 ? "evaluation.too_late" : ""));
  }
}

BOOST_AUTO_TEST_CASE(deadlines_go_by_the_years_that_the_halls_file_adds,
                     *description("[EV-14] [EV-15]")) {
  for (const bool added : {false, true}) {
    Served visit([added](halls::Definition& definition) {
      const Day new_year = *day_from("2027-01-01");
      if (added) definition.calendar.years.push_back({2027, {new_year}, {}});
    });
    visit.hall.clock.at = *from_iso8601("2026-12-31T01:00:00Z");
    visit.serve_again();
    BOOST_TEST(visit.rate(1) == "");
    const auto case_of = visit.client.get(hall_path + "/ratings/" + visit.ticket).json();
    const auto& due = case_of.at("follow_up").at("due");
    BOOST_TEST(due.is_string() == added);
    if (added) BOOST_TEST(due.as_string() == "2027-01-04T16:00:00.000Z");
  }
}

BOOST_AUTO_TEST_CASE(a_visit_of_the_day_before_is_still_known) {
  Served visit(with({}));
  visit.hall.clock.at = *from_iso8601("2026-11-24T01:00:00Z");
  take_ticket(visit.client, service_of_window_1(visit.client));  // The first of a new day.
  BOOST_TEST(visit.rate(5) == "");
}

BOOST_AUTO_TEST_SUITE_END()
