// What became of messages to other systems: seen, counted, and known after a restart.
#include "adapters/front/outside/deliveries.hpp"

#include "tests/support/folder.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

using namespace atrium;
using boost::unit_test::description;

namespace {

struct Platform final : Outbound {
  void send(const Message&, std::function<void(Result<void>)> taken) override {
    if (up) return taken({});
    taken(fail(FailureCode::unavailable, "the platform does not answer"));
  }
  bool up = false;
};

void send(front::Deliveries& deliveries, const std::string& id,
          const std::string& channel = "city") {
  Message message;
  message.id = id;
  message.channel = channel;
  deliveries.send(message, [](const Result<void>&) {});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(deliveries)

BOOST_AUTO_TEST_CASE(an_uploads_success_or_failure_is_seen, *description("[Q-38]")) {
  Platform platform;
  front::Deliveries deliveries(platform);
  send(deliveries, "m1");
  BOOST_TEST(!deliveries.latest("city", 10).at(0).taken);
  BOOST_TEST(deliveries.latest("", 10).at(0).why == "the platform does not answer");
  platform.up = true;
  send(deliveries, "m1");
  send(deliveries, "m2");
  BOOST_TEST(deliveries.latest("city", 10).size() == 2);
  BOOST_TEST(deliveries.latest("city", 10).at(1).tries == 2);
  BOOST_TEST(deliveries.latest("city", 10).at(1).taken);
  BOOST_TEST(deliveries.counts().at("city").taken == 2);
  BOOST_TEST(deliveries.counts().at("city").failed == 1);
  BOOST_TEST(deliveries.latest("sms", 10).empty());
}

BOOST_AUTO_TEST_CASE(what_became_of_uploads_is_known_after_a_restart, *description("[Q-38]")) {
  const Folder place;
  const auto record = place / "deliveries.log";
  Platform platform;
  {
    front::Deliveries deliveries(platform, record);
    send(deliveries, "m1");
    platform.up = true;
    send(deliveries, "m2");
  }
  std::ofstream(record, std::ios::app) << R"({"id":"m3","channel":"city","channel_taken":9,)"
                                       << R"("channel_failed":9,"key":"","at":"","tries":"many"})"
                                       << "\n{}\n"
                                       << R"({"id":"torn)";
  for (int restart = 0; restart < 2; ++restart) {
    front::Deliveries deliveries(platform, record);
    BOOST_TEST(deliveries.counts().at("city").taken == 1);
    BOOST_TEST(deliveries.counts().at("city").failed == 1);
    BOOST_REQUIRE(deliveries.latest("city", 10).size() == 2);
    BOOST_TEST(deliveries.latest("city", 10).at(0).why == "the platform does not answer");
    send(deliveries, "m2");  // At least once: what was taken before counts once.
  }
}

BOOST_AUTO_TEST_CASE(the_record_of_uploads_stays_short_and_its_counts_whole,
                     *description("[Q-38]")) {
  const Folder place;
  const auto record = place / "deliveries.log";
  Platform platform;
  platform.up = true;
  constexpr std::size_t many = front::Deliveries::lines_max + 10;
  {
    front::Deliveries deliveries(platform, record);
    send(deliveries, "first", "sms");
    for (std::size_t i = 0; i < many; ++i) send(deliveries, std::to_string(i));
  }
  std::ifstream file(record);
  const auto lines =
      std::count(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>(), '\n');
  BOOST_TEST(static_cast<std::size_t>(lines) < 2 * front::Deliveries::kept);
  front::Deliveries deliveries(platform, record);
  BOOST_TEST(deliveries.counts().at("city").taken == many);
  BOOST_TEST(deliveries.counts().at("sms").taken == 1);
  BOOST_TEST(deliveries.latest("city", 500).size() == front::Deliveries::kept);
  BOOST_TEST(deliveries.latest("sms", 10).empty());
}

BOOST_AUTO_TEST_SUITE_END()
