// Acts by name: every edge's way to the same commands.
#include "actors/waiting_room/waiting_room.hpp"
#include "adapters/front/front.hpp"
#include "tests/adapters/fake_runtime.hpp"

#include <boost/test/unit_test.hpp>

using namespace atrium;
using namespace atrium::testing;

BOOST_AUTO_TEST_SUITE(acts)

BOOST_AUTO_TEST_CASE(every_action_at_a_window_reaches_the_waiting_room) {
  FakeRuntime runtime;
  front::Front front(runtime);
  for (const auto& action : front::window_actions()) {
    front.act(PartitionId("chengmai"),
              front::WindowAct{"3", std::string(action.name), "", "", "", "", ""}, {}, {},
              host::Reply([&](const host::Outcome& outcome) {
                BOOST_TEST(std::holds_alternative<host::Accepted>(outcome),
                           std::string(action.name));
              }));
  }
  const auto asked = runtime.asked();
  BOOST_REQUIRE(asked.size() == front::window_actions().size());
  std::set<std::size_t> kinds;
  for (const auto& one : asked) {
    BOOST_TEST(one.stream.kind == "waiting_room");
    const auto& ask = dynamic_cast<host::Ask<waiting_room::Entity>&>(*one.ask);
    kinds.insert(std::get<waiting_room::Command>(ask.what).index());
  }
  BOOST_TEST(kinds.size() == asked.size());
}

BOOST_AUTO_TEST_CASE(an_action_that_is_not_there_is_refused) {
  FakeRuntime runtime;
  front::Front front(runtime);
  front.act(PartitionId("chengmai"), front::WindowAct{"3", "dance", "", "", "", "", ""}, {}, {},
            host::Reply([](const host::Outcome& outcome) {
              BOOST_TEST(std::get<host::Refused>(outcome).refusal.code == "action.unknown");
            }));
}

BOOST_AUTO_TEST_CASE(the_fingerprint_tells_acts_and_halls_apart) {
  const front::Act next = front::WindowAct{"3", "call-next", "", "", "", "", ""};
  const front::Act other = front::WindowAct{"4", "call-next", "", "", "", "", ""};
  BOOST_TEST(front::fingerprint("chengmai", next) == front::fingerprint("chengmai", next));
  BOOST_TEST(front::fingerprint("chengmai", next) != front::fingerprint("chengmai", other));
  BOOST_TEST(front::fingerprint("chengmai", next) != front::fingerprint("laocheng", next));
  BOOST_TEST(front::fingerprint("chengmai", front::OpenHall{}) !=
             front::fingerprint("chengmai", front::CloseHall{}));
}

BOOST_AUTO_TEST_CASE(the_fingerprint_is_stored_for_ever_and_never_changes) {
  BOOST_TEST(front::fingerprint("chengmai", front::TakeTicket{"passport", "web", {}, 0, {}}) ==
             15218806828774290857ULL);
}

BOOST_AUTO_TEST_CASE(a_holders_data_do_not_show_in_the_fingerprint) {
  front::TakeTicket li{
      "passport", "web", {}, 0, front::HolderFields{"id_card", "110101199003070011", "Li", "1"}};
  front::TakeTicket wu{
      "passport", "web", {}, 0, front::HolderFields{"id_card", "110101199003070012", "Wu", "2"}};
  front::TakeTicket nobody{"passport", "web", {}, 0, {}};
  BOOST_TEST(front::fingerprint("chengmai", li) == front::fingerprint("chengmai", wu));
  BOOST_TEST(front::fingerprint("chengmai", li) != front::fingerprint("chengmai", nobody));
}

BOOST_AUTO_TEST_SUITE_END()
