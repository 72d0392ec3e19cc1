// Integrators under overload, readers after a restore, tickets set aside.
#include "tests/adapters/zeromq/door.hpp"

#include <thread>

using namespace atrium;
using namespace atrium::testing;

namespace {

std::string read_events(Position after, std::uint64_t epoch) {
  return bytes_of([&](auto request) {
    auto ask = request.initReadEvents();
    ask.setAfter(after);
    ask.setEpoch(epoch);
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(integrators_reading)

BOOST_AUTO_TEST_CASE(a_reader_of_an_older_epoch_is_told_where_the_new_one_begins) {
  Door door;
  door.runtime.commit("chengmai", 5);
  door.runtime.raise_epoch("chengmai");
  door.runtime.commit("chengmai", 5);
  door.send(read_events(8, 1));
  auto message = door.receive();
  const auto refused = message.as<wire::Response>().getRefused();
  BOOST_TEST(refused.getCode().cStr() == "feed.epoch_changed");
  BOOST_TEST(refused.getEpoch() == 2);
  BOOST_TEST(refused.getFrom() == 5);
  door.send(read_events(refused.getFrom(), refused.getEpoch()));
  auto again = door.receive();
  const auto accepted = again.as<wire::Response>().getAccepted();
  BOOST_TEST(accepted.getEpoch() == 2);
  BOOST_TEST(accepted.getEvents().size() == 5);
  BOOST_TEST(accepted.getEvents()[0].getEpoch() == 2);
}

BOOST_AUTO_TEST_CASE(a_position_beyond_the_head_is_an_error_and_not_silence) {
  Door door;
  door.runtime.commit("chengmai", 5);
  door.send(read_events(6, 0));
  auto message = door.receive();
  const auto refused = message.as<wire::Response>().getRefused();
  BOOST_TEST(refused.getCode().cStr() == "feed.beyond_head");
  BOOST_TEST(refused.getFrom() == 5);
  door.send(read_events(5, 0));
  BOOST_TEST(door.receive().as<wire::Response>().getAccepted().getEvents().size() == 0);
}

BOOST_AUTO_TEST_CASE(questions_are_shed_while_acts_go_on,
                     *boost::unit_test::description("[NF-04]")) {
  Door door;  // Four at once: one question, or four acts.
  door.runtime.silent = true;
  const auto question = [](auto request) { request.setFindTicket("1"); };
  door.send(bytes_of(question));
  while (door.runtime.asked().empty()) std::this_thread::yield();
  auto shed = door.ask(question);
  BOOST_TEST((shed.as<wire::Response>().getTrouble().getKind() == wire::TroubleKind::OVERLOADED));
  door.send(bytes_of([](auto request) { request.initTakeTicket().setService("passport"); }));
  while (door.runtime.asked().size() < 2) std::this_thread::yield();
  door.runtime.release();
  for (int i = 0; i < 2; ++i) BOOST_TEST(door.receive().as<wire::Response>().isAccepted());
}

BOOST_AUTO_TEST_CASE(an_overloaded_house_says_when_to_ask_again) {
  Door door;
  door.runtime.behaviours["waiting_room"] = [](const StreamId&) {
    return host::Trouble{host::Trouble::Kind::overloaded, "disk.full: make room",
                         std::chrono::seconds(30)};
  };
  auto message = door.ask([](auto request) { request.setFindTicket("1"); });
  const auto trouble = message.as<wire::Response>().getTrouble();
  BOOST_TEST(trouble.getRetryAfterS() == 30U);
  BOOST_TEST(trouble.getDetail().cStr() == "disk.full: make room");
}

BOOST_AUTO_TEST_CASE(a_ticket_set_aside_is_seen_and_released) {
  Door door;
  door.runtime.behaviours["waiting_room"] = [](const StreamId&) {
    return host::Accepted{7, false,
                          R"({"id":"20261121-A001","status":"parked",)"
                          R"("set_aside":{"why":"it broke","at":"1970-01-01T00:00:01.000Z"}})"};
  };
  auto message = door.ask([](auto request) { request.setReleaseTicket("20261121-A001"); });
  const auto ticket = message.as<wire::Response>().getAccepted().getTicket();
  BOOST_TEST(ticket.getSetAside().getWhy().cStr() == "it broke");
  BOOST_TEST(ticket.getSetAside().getAt() == 1'000'000);
  auto nameless = door.ask([](auto request) { request.setReleaseTicket(""); });
  BOOST_TEST(nameless.as<wire::Response>().getRefused().getCode().cStr() == "request.invalid");
}

BOOST_AUTO_TEST_SUITE_END()
