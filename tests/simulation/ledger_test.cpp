// What is measured: the definitions of waiting, service, utilisation and lengths, on a few events
// worked out by hand.
#include "simulation/statistics/figures.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace atrium::simulation {
namespace {

class Hall {
 public:
  Hall& at(int second, const std::string& type, const std::string& fields) {
    Happening one;
    one.type = type;
    one.at = Instant{std::chrono::seconds{1000 + second}};
    one.data = boost::json::parse("{" + fields + "}").as_object();
    ledger_.see(one);
    return *this;
  }
  Hall& open(int second) { return at(second, "waiting_room.window_opened", R"("window":"1")"); }
  Hall& issue(int second, const std::string& ticket) {
    return at(second, "waiting_room.issued", R"("ticket":")" + ticket + R"(","service":"tax")");
  }
  Hall& act(int second, const std::string& what, const std::string& ticket) {
    return at(second, "waiting_room." + what, R"("ticket":")" + ticket + R"(","window":"1")");
  }
  const Ledger& until(int second) {
    ledger_.close(Instant{std::chrono::seconds{1000 + second}});
    return ledger_;
  }

 private:
  Ledger ledger_;
};

const ServiceRecord& tax(const Ledger& ledger) { return ledger.services().at("tax"); }

BOOST_AUTO_TEST_SUITE(ledger)

BOOST_AUTO_TEST_CASE(waiting_runs_from_issue_to_the_last_call_that_led_to_service) {
  Hall hall;
  const auto& ledger = hall.open(0)
                           .issue(10, "a")
                           .act(40, "called", "a")
                           .act(70, "recalled", "a")
                           .act(80, "started", "a")
                           .until(100);
  BOOST_TEST(tax(ledger).waits_s == std::vector<double>{60}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(parked_time_is_not_waiting) {
  Hall hall;
  hall.open(0).issue(0, "a").act(10, "called", "a").act(10, "parked", "a").act(30, "unparked", "a");
  const auto& ledger = hall.act(50, "called", "a").act(50, "started", "a").until(60);
  BOOST_TEST(tax(ledger).waits_s == std::vector<double>{30}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(utilisation_is_serving_time_of_open_time) {
  Hall hall;
  hall.open(0)
      .issue(0, "a")
      .act(10, "called", "a")
      .act(20, "started", "a")
      .act(60, "finished", "a");
  const auto& window = hall.until(100).windows().at("1");
  BOOST_TEST(window.open_s == 100);
  BOOST_TEST(window.serving_s == 40);
  BOOST_TEST(window.served == 1);
}

BOOST_AUTO_TEST_CASE(the_mean_length_weighs_by_time) {
  Hall hall;
  hall.open(0).issue(0, "a").issue(50, "b");
  const auto& ledger = hall.until(100);
  BOOST_TEST(ledger.queue().mean() == 1.5);
  BOOST_TEST(ledger.queue().highest() == 2);
}

BOOST_AUTO_TEST_CASE(six_arrive_and_four_are_served_leaves_two_unserved) {
  Hall hall;
  hall.open(0);
  for (const auto* ticket : {"a", "b", "c", "d", "e", "f"}) hall.issue(1, ticket);
  for (const auto* ticket : {"a", "b", "c", "d"})
    hall.act(2, "called", ticket).act(2, "started", ticket).act(3, "finished", ticket);
  hall.at(9, "waiting_room.day_ended", R"("unserved":["e","f"])");
  const auto& service = tax(hall.until(10));
  BOOST_TEST(service.arrived == 6);
  BOOST_TEST(service.served == 4);
  BOOST_TEST(service.unserved == 2);
}

BOOST_AUTO_TEST_CASE(a_no_show_that_is_called_again_and_served_is_no_no_show) {
  Hall hall;
  hall.open(0).issue(0, "a").act(10, "called", "a").act(20, "no_show", "a");
  const auto& service =
      tax(hall.act(30, "called", "a").act(30, "started", "a").act(40, "finished", "a").until(50));
  BOOST_TEST(service.no_show == 0);
  BOOST_TEST(service.served == 1);
}

BOOST_AUTO_TEST_CASE(quantiles_are_of_the_nearest_rank) {
  const std::vector<double> values{10, 20, 30, 40, 50, 60, 70, 80, 90, 100};
  BOOST_TEST(quantile_of(values, 0.5) == 50);
  BOOST_TEST(quantile_of(values, 0.9) == 90);
  BOOST_TEST(quantile_of(values, 1) == 100);
  BOOST_TEST(quantile_of(std::vector<double>{}, 0.5) == 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace atrium::simulation
