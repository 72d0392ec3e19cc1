// The door for integrators: commands and answers as wire messages, events with positions, and bad
// bytes.
#include "adapters/wire/named.hpp"
#include "adapters/zeromq/messages.hpp"
#include "tests/adapters/zeromq/door.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <atomic>
#include <random>
#include <thread>

using namespace atrium;
using namespace atrium::testing;

namespace {

FakeRuntime::Behaviour says(std::string json) {
  return [json](const StreamId&) { return host::Accepted{7, false, json}; };
}

std::string ticket_of(const char* service) {
  return bytes_of([&](auto request) { request.initTakeTicket().setService(service); });
}

std::string ticket_at(const char* hall, const char* id) {
  return bytes_of([&](auto request) {
    request.setHall(hall);
    request.setId(id);
    request.initTakeTicket().setService("passport");
  });
}

std::string ticket_for(const char* name) {
  return bytes_of([&](auto request) {
    request.initTakeTicket().setService("passport");
    request.getTakeTicket().initHolder().setName(name);
  });
}

std::string act_at(const char* window, wire::Action action, const char* staff) {
  return bytes_of([&](auto request) {
    auto act = request.initWindowAct();
    act.setWindow(window);
    act.setAction(action);
    if (*staff != '\0') act.setStaff(staff);
  });
}

// Bytes and the code that they are refused with.
std::vector<std::pair<std::string, std::string>> wrong_requests() {
  return {
      {"", "request.malformed"},
      {"hello", "request.malformed"},
      {std::string(8, '\xff'), "request.malformed"},
      {std::string(4096, '\x01'), "request.malformed"},
      {std::string(64 * 1024 + 8, '\0'), "request.too_large"},
      {ticket_at("nowhere", "id"), "hall.unknown"},
      {ticket_at("org", "id"), "hall.unknown"},
      {ticket_at("chengmai", "~policy#1"), "request.invalid"},
      {ticket_at("chengmai", "two words"), "request.invalid"},
      {ticket_of(""), "request.invalid"},
      {ticket_of("\xff\xfe"), "request.invalid"},
      {ticket_of("a\tb\x01"), "request.invalid"},
      {ticket_of(std::string(501, 'x').c_str()), "request.invalid"},
      {ticket_for("\xc0\xaf"), "request.invalid"},
      {act_at("3", static_cast<wire::Action>(99), ""), "action.unknown"},
      {act_at("", wire::Action::CALL_NEXT, ""), "request.invalid"},
      {act_at("3", wire::Action::CALL, ""), "request.invalid"},
      {act_at("3", wire::Action::TRANSFER, ""), "request.invalid"},
      {act_at("3", wire::Action::RECALL, "clerk03"), "request.invalid"},
  };
}

}  // namespace

BOOST_AUTO_TEST_SUITE(integrators)

BOOST_AUTO_TEST_CASE(an_integrator_takes_a_ticket) {
  Door door;
  door.runtime.behaviours["waiting_room"] =
      says(R"({"id":"20261121-A001","number":"A001","service":"passport","status":"no_show",)"
           R"("window":null,"ahead":4,"wait":{"low_s":300,"likely_s":500,"high_s":900},"calls":2,)"
           R"("issued_at":"1970-01-01T00:00:01.000Z","called_at":null})");
  auto message = door.ask([](auto request) { request.initTakeTicket().setService("passport"); });
  const auto response = message.as<wire::Response>();
  BOOST_TEST(response.getId().cStr() == "id-1");
  BOOST_REQUIRE(response.isAccepted());
  BOOST_TEST(response.getAccepted().getPosition() == 7);
  const auto ticket = response.getAccepted().getTicket();
  BOOST_TEST(ticket.getNumber().cStr() == "A001");
  BOOST_TEST((ticket.getStatus() == wire::Status::NO_SHOW));
  BOOST_TEST(ticket.getAhead() == 4);
  BOOST_TEST(ticket.getWait().getHighS() == 900);
  BOOST_TEST(ticket.getWait().getLikelyS() == 500);
  BOOST_TEST(ticket.getIssuedAt() == 1'000'000);
  BOOST_TEST(ticket.getCalledAt() == 0);
  BOOST_TEST(!ticket.hasWindow());
  const auto asked = door.runtime.asked();
  BOOST_REQUIRE(asked.size() == 1);
  BOOST_TEST(asked[0].ask->asker.id.text == "id-1");
  BOOST_TEST((asked[0].ask->asker.who.kind == WhoKind::integrator));
}

BOOST_AUTO_TEST_CASE(an_integrator_is_not_told_no_wait_where_nobody_may_come_today,
                     *boost::unit_test::description("[Q-28]")) {
  Door door;
  door.runtime.behaviours["waiting_room"] =
      says(R"({"id":"20261121-A001","wait":{"low_s":3600,"likely_s":null,"high_s":null}})");
  auto message = door.ask([](auto request) { request.initTakeTicket().setService("passport"); });
  const auto wait = message.as<wire::Response>().getAccepted().getTicket().getWait();
  BOOST_TEST(wait.getLowS() == 3600);
  BOOST_TEST(wait.getLikelyS() == -1);
  BOOST_TEST(wait.getHighS() == -1);
}

BOOST_AUTO_TEST_CASE(a_command_is_the_same_from_every_edge) {
  Door door;
  door.ask([](auto request) {
    auto act = request.initWindowAct();
    act.setWindow("3");
    act.setAction(wire::Action::CALL_NEXT);
  });
  const auto asked = door.runtime.asked();
  BOOST_REQUIRE(asked.size() == 1);
  const front::Act same = front::WindowAct{"3", "call-next", "", "", "", "", ""};
  BOOST_TEST(asked[0].ask->asker.fingerprint == front::fingerprint("chengmai", same));
}

BOOST_AUTO_TEST_CASE(an_integrator_names_the_staff_that_a_ticket_is_for,
                     *boost::unit_test::description("[Q-24]")) {
  Door door;
  door.ask([](auto request) {
    auto take = request.initTakeTicket();
    take.setService("passport");
    take.setToStaff("clerk03");
  });
  door.ask([](auto request) {
    auto act = request.initWindowAct();
    act.setWindow("3");
    act.setAction(wire::Action::TRANSFER);
    act.setToStaff("clerk03");
  });
  const auto asked = door.runtime.asked();
  BOOST_REQUIRE(asked.size() == 2);
  front::TakeTicket take{"passport", "integrator", {}, 0, {}};
  take.to_staff = "clerk03";
  front::WindowAct transfer{"3", "transfer", "", "", "", "", ""};
  transfer.to_staff = "clerk03";
  BOOST_TEST(asked[0].ask->asker.fingerprint == front::fingerprint("chengmai", take));
  BOOST_TEST(asked[1].ask->asker.fingerprint == front::fingerprint("chengmai", transfer));
}

BOOST_AUTO_TEST_CASE(every_action_of_the_schema_is_one_of_the_house_and_the_other_way_round) {
  const auto enumerants = capnp::Schema::from<wire::Action>().getEnumerants();
  BOOST_TEST(enumerants.size() == front::window_actions().size());
  for (const auto enumerant : enumerants) {
    std::string name = wire::to_snake(enumerant.getProto().getName().cStr());
    std::ranges::replace(name, '_', '-');
    BOOST_TEST(front::find_window_action(name) != nullptr, name);
  }
}

BOOST_AUTO_TEST_CASE(nobody_to_call_is_a_window_without_a_ticket) {
  Door door;
  door.runtime.behaviours["waiting_room"] =
      says(R"({"window":"3","state":"idle","staff":"clerk03","services":["passport"],)"
           R"("ticket":null,"waiting":0})");
  auto message = door.ask([](auto request) { request.initWindowAct().setWindow("3"); });
  const auto window = message.as<wire::Response>().getAccepted().getWindow();
  BOOST_TEST((window.getState() == wire::WindowState::IDLE));
  BOOST_TEST(window.getStaff().cStr() == "clerk03");
  BOOST_TEST(window.getServices()[0].cStr() == "passport");
  BOOST_TEST(!window.hasTicket());
}

BOOST_AUTO_TEST_CASE(refusals_and_troubles_come_with_their_kind) {
  Door door;
  door.runtime.behaviours["waiting_room"] = [](const StreamId&) {
    return host::Refused{3,
                         refuse(RefusalKind::wrong_phase, "ticket.not_callable", "Why.", "number")};
  };
  auto refused = door.ask([](auto request) { request.setFindTicket("20261121-A001"); });
  BOOST_TEST(
      (refused.as<wire::Response>().getRefused().getKind() == wire::RefusalKind::WRONG_PHASE));
  BOOST_TEST(refused.as<wire::Response>().getRefused().getCode().cStr() == "ticket.not_callable");
  door.runtime.behaviours["waiting_room"] = [](const StreamId&) {
    return host::Trouble{host::Trouble::Kind::overloaded, "busy"};
  };
  auto trouble = door.ask([](auto request) { request.setFindWindow("3"); });
  BOOST_TEST(
      (trouble.as<wire::Response>().getTrouble().getKind() == wire::TroubleKind::OVERLOADED));
}

BOOST_AUTO_TEST_CASE(every_refusal_kind_and_trouble_kind_has_its_wire_name) {
  const auto kinds = capnp::Schema::from<wire::RefusalKind>().getEnumerants();
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<RefusalKind>>([&](auto kind) {
    const auto at = static_cast<unsigned>(kind.value);
    BOOST_TEST(wire::to_snake(kinds[at].getProto().getName().cStr()) == kind.name);
  });
  const auto troubles = capnp::Schema::from<wire::TroubleKind>().getEnumerants();
  BOOST_TEST(troubles.size() == 4);
  BOOST_TEST(
      troubles[static_cast<unsigned>(host::Trouble::Kind::abandoned)].getProto().getName().cStr() ==
      "abandoned");
}

BOOST_AUTO_TEST_CASE(every_committed_event_is_published_with_its_position) {
  Door door;
  auto first = door.next_event();
  const auto event = first.as<wire::Event>();
  BOOST_TEST(event.getHall().cStr() == "chengmai");
  BOOST_TEST(event.getEpoch() == 1);
  BOOST_TEST(event.getPrevious() == event.getPosition() - 1);
  BOOST_TEST(event.getStream().cStr() == "waiting_room/main");
  BOOST_TEST(event.getType().cStr() == "waiting_room.called");
  auto position = event.getPosition();
  door.runtime.commit("chengmai", 1000);
  const auto last = door.runtime.feed(PartitionId("chengmai"))->head();
  while (position < last) {
    auto next = door.next_event();
    BOOST_REQUIRE(next.as<wire::Event>().getPosition() == ++position);
  }
}

BOOST_AUTO_TEST_CASE(a_gap_is_filled_by_reading_events) {
  Door door;
  door.runtime.commit("chengmai", 10);
  auto message = door.ask([](auto request) {
    auto ask = request.initReadEvents();
    ask.setAfter(4);
    ask.setLimit(3);
  });
  const auto accepted = message.as<wire::Response>().getAccepted();
  BOOST_TEST(accepted.getPosition() == 10);
  BOOST_REQUIRE(accepted.getEvents().size() == 3);
  BOOST_TEST(accepted.getEvents()[0].getPosition() == 5);
  BOOST_TEST(accepted.getEvents()[2].getData().cStr() == R"({"number":"A007"})");
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_request_are_told_so) {
  Door door;
  for (const auto& [bytes, code] : wrong_requests()) {
    door.send(bytes);
    auto message = door.receive();
    const auto response = message.as<wire::Response>();
    BOOST_REQUIRE(response.isRefused());
    BOOST_TEST(response.getRefused().getCode().cStr() == code);
    BOOST_TEST(response.getRefused().getDetail().size() > 0);
  }
  BOOST_TEST(door.runtime.asked().empty());
}

BOOST_AUTO_TEST_CASE(no_mutilated_request_stops_the_gateway) {
  const auto good = bytes_of([](auto request) {
    auto take = request.initTakeTicket();
    take.setService("passport");
    take.initHolder().setName("Li");
  });
  std::mt19937 chance(42);
  for (int i = 0; i < 20000; ++i) {
    auto bytes = good;
    for (int k = 0; k < 1 + i % 4; ++k)
      bytes[chance() % bytes.size()] = static_cast<char>(chance());
    if (i % 5 == 0) bytes.resize(bytes.size() - 8 * (chance() % 4));
    const auto read = zeromq::read_request(bytes);
    const auto* bad = std::get_if<zeromq::Unreadable>(&read);
    BOOST_REQUIRE((bad == nullptr || !bad->refusal.code.empty()));
  }
}

BOOST_AUTO_TEST_CASE(requests_beyond_the_limit_are_answered_overloaded,
                     *boost::unit_test::description("[NF-04]")) {
  Door door;
  door.runtime.silent = true;
  for (int i = 0; i < 4; ++i) door.send(ticket_of("passport"));
  door.send(ticket_of("tax"));
  auto shed = door.receive();
  BOOST_TEST((shed.as<wire::Response>().getTrouble().getKind() == wire::TroubleKind::OVERLOADED));
  door.runtime.release();
  for (int i = 0; i < 4; ++i) BOOST_TEST(door.receive().as<wire::Response>().isAccepted());
}

BOOST_AUTO_TEST_CASE(without_keys_only_loopback_can_be_listened_at) {
  FakeRuntime runtime;
  for (const std::string at :
       {"tcp://0.0.0.0:5701", "tcp://*:5701", "tcp://192.168.1.7:5701", "pgm://1.2.3.4:5"}) {
    BOOST_TEST(!zeromq::Gateway::make(runtime, {at, "tcp://127.0.0.1:*", 1}).has_value());
    BOOST_TEST(!zeromq::Gateway::make(runtime, {"tcp://127.0.0.1:*", at, 1}).has_value());
  }
}

BOOST_AUTO_TEST_CASE(an_address_in_use_is_a_clear_failure) {
  Door door;
  FakeRuntime other;
  const auto second =
      zeromq::Gateway::make(other, {door.gateway->commands(), "tcp://127.0.0.1:*", 1});
  BOOST_REQUIRE(!second.has_value());
  BOOST_TEST((second.error().code == FailureCode::in_use));
  BOOST_TEST(second.error().what.find(door.gateway->commands()) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_python_example_runs_as_written) {
  Door door;
  door.runtime.behaviours["waiting_room"] = [&](const StreamId&) -> host::Outcome {
    door.runtime.commit("chengmai", 1);
    const auto head = door.runtime.feed(PartitionId("chengmai"))->head();
    return host::Accepted{head, false,
                          R"({"number":"A002","window":"3","ticket":{"number":"A005"}})"};
  };
  BOOST_TEST(run_example(*door.gateway, "take passport").find(R"("number": "A002")") !=
             std::string::npos);
  BOOST_TEST(run_example(*door.gateway, "next 3").find(R"("number": "A005")") != std::string::npos);
  const auto visit = run_example(*door.gateway, "visit passport 3");  // The fifth event is of A005.
  BOOST_TEST(visit.find(R"({"event": {"hall": "chengmai")") != std::string::npos, visit);
}

BOOST_AUTO_TEST_CASE(the_python_example_follows_what_is_committed) {
  Door door;
  std::atomic<bool> done = false;
  std::thread committing([&] {
    while (!done) {
      door.runtime.commit("chengmai", 1);
      std::this_thread::yield();
    }
  });
  const auto said = run_example(*door.gateway, "follow chengmai --count 3");
  done = true;
  committing.join();
  BOOST_TEST(std::ranges::count(said, '\n') == 3, said);
}

BOOST_AUTO_TEST_SUITE_END()
