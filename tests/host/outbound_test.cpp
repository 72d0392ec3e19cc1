// Messages of policies: handed to the outbound port at least once, under the same id, in order.
#include "tests/host/house.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using namespace atrium;
using namespace atrium::tests;
using boost::unit_test::description;

namespace {

struct Outgoing {
  Message message;
};

// Every number above ten is told to somebody, those from fifty on within a minute.
struct TellSomebody {
  static constexpr std::string_view name = "tell_somebody";
  using Source = tally::Entity;
  [[nodiscard]] std::vector<std::variant<To, Outgoing>> react(const tally::Event& event,
                                                              Instant at) const {
    const auto* added = std::get_if<tally::Added>(&event);
    if (added == nullptr || added->n <= 10 || added->n >= 100) return {};
    Message message;
    message.channel = "sms";
    message.key = std::to_string(added->n);
    if (added->n >= 50) message.expires = at + std::chrono::minutes{1};
    return {Outgoing{message}};
  }
};

class Platform final : public Outbound {
 public:
  void send(const Message& message, std::function<void(Result<void>)> taken) override {
    if (down) return taken(fail(FailureCode::unavailable, "the platform is down"));
    if (message.key == "13") return taken(fail(FailureCode::invalid_input, "no such receiver"));
    ids.push_back(message.id);
    keys.push_back(message.key);
    taken({});
  }
  bool down = false;
  std::vector<std::string> ids;
  std::vector<std::string> keys;
};

HouseOptions with(Platform& platform) {
  HouseOptions options;
  options.host.outbound = &platform;
  options.prepare = [](host::Host& host) { host.add_policy(hall, TellSomebody{}); };
  return options;
}

using Keys = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(outbound_messages)

BOOST_AUTO_TEST_CASE(a_message_is_sent_once_per_cause_across_restarts, *description("[Q-27]")) {
  Platform platform;
  const auto disk = persistence::make_memory_disk();
  for (int start = 0; start < 3; ++start) {
    House house{disk, with(platform)};
    house.ask("main", tally::Add{11 + start});
    house.time->run_ready();
  }
  BOOST_TEST(platform.keys == (Keys{"11", "12"}), boost::test_tools::per_element());
  BOOST_TEST(platform.ids.at(0).starts_with("hall~policy/tell_somebody#"));
  BOOST_TEST(platform.ids.at(0) != platform.ids.at(1));
}

BOOST_AUTO_TEST_CASE(messages_wait_in_order_while_their_platform_is_down, *description("[Q-27]")) {
  Platform platform;
  platform.down = true;
  const auto disk = persistence::make_memory_disk();
  House house{disk, with(platform)};
  house.ask("main", tally::Add{21});
  house.ask("main", tally::Add{22});
  house.time->run_until(nine + std::chrono::seconds{5});
  BOOST_TEST(platform.keys.empty());
  platform.down = false;
  house.time->run_until(nine + std::chrono::seconds{60});
  BOOST_TEST(platform.keys == (Keys{"21", "22"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_message_that_no_platform_takes_is_reported_and_passed_over,
                     *description("[Q-27]")) {
  Platform platform;
  House house{persistence::make_memory_disk(), with(platform)};
  house.ask("main", tally::Add{13});
  house.ask("main", tally::Add{14});
  house.time->run_ready();
  BOOST_TEST(platform.keys == Keys{"14"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_message_that_is_too_late_is_left_out, *description("[Q-27]")) {
  Platform platform;
  platform.down = true;
  House house{persistence::make_memory_disk(), with(platform)};
  for (const int n : {51, 52, 21}) house.ask("main", tally::Add{n});
  house.time->run_until(nine + std::chrono::seconds{50});
  house.ask("main", tally::Add{53});
  house.time->run_until(nine + std::chrono::seconds{65});
  platform.down = false;
  house.time->run_until(nine + std::chrono::seconds{105});
  BOOST_TEST(platform.keys == (Keys{"21", "53"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_policy_that_is_added_later_tells_nothing_of_before, *description("[Q-27]")) {
  Platform platform;
  const auto disk = persistence::make_memory_disk();
  const auto add = [&](int n, const HouseOptions& options) {
    House house{disk, options};
    house.ask("main", tally::Add{n});
    house.time->run_ready();
  };
  add(11, {});
  add(12, with(platform));
  BOOST_TEST(platform.keys == Keys{"12"}, boost::test_tools::per_element());
  add(13, {});  // Without it again.
  add(14, with(platform));
  BOOST_TEST(platform.keys == (Keys{"12", "14"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_happens_right_after_a_policy_was_added_outlives_a_crash,
                     *description("[Q-27]")) {
  Platform platform;
  const auto disk = persistence::make_memory_disk();
  {
    House house{disk};
    house.ask("main", tally::Add{11});
    house.time->run_ready();
  }
  {
    House house{disk, with(platform)};  // No event: nothing rides with a group.
  }
  {
    platform.down = true;
    House house{disk, with(platform)};
    house.store->lag_cursors(true);
    house.ask("main", tally::Add{12});
    house.time->run_ready();
    house.store->lose();
  }
  platform.down = false;
  House house{disk, with(platform)};
  house.time->run_ready();
  BOOST_TEST(platform.keys == Keys{"12"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
