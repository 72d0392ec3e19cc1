// Calls and reminders that go to phones.
#include "actors/policies/messages/send_messages.hpp"
#include "actors/policies/follow_hall.hpp"
#include "actors/policies/print_slips.hpp"

#include <boost/test/unit_test.hpp>

using namespace atrium;
using namespace atrium::policies;
using boost::unit_test::description;
namespace room = waiting_room;

namespace {

const Personal<std::string> phone{SubjectId{"s1"}, "13800138001", false};

Topology topology() {
  Topology topology;
  topology.messages = {"wechat",
                       {"澄迈", "Chengmai"},
                       {"【{hall}】{number}号请到{window}号窗口", "{hall}: {number} to {window}"},
                       {"{number}号前面{ahead}人 {other}", "{number}: {ahead} ahead"}};
  return topology;
}

Effects sent(const room::Event& event) { return SendMessages{topology()}.react(event, {}); }

Message message_of(const room::Event& event) {
  const auto effects = sent(event);
  BOOST_TEST_REQUIRE(effects.size() == 1U);
  return std::get<Outgoing>(effects.front()).message;
}

room::Called called(std::optional<Personal<std::string>> to) {
  room::Called fact;
  fact.number = "A017";
  fact.window = WindowId{"3"};
  fact.message_to = std::move(to);
  return fact;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sending_messages)

BOOST_AUTO_TEST_CASE(a_call_goes_out_in_the_halls_words, *description("[Q-27]")) {
  const auto message = message_of(called(phone));
  BOOST_TEST(message.channel == "wechat");
  BOOST_TEST(message.to.value == "13800138001");
  BOOST_TEST(message.key == "call");
  BOOST_TEST(message.text_zh == "【澄迈】A017号请到3号窗口");
  BOOST_TEST(message.text_en == "Chengmai: A017 to 3");
  BOOST_TEST(message.fields.at("window") == "3");
  BOOST_TEST((message.expires == Instant{std::chrono::minutes{5}}));  // As spoken calls.
}

BOOST_AUTO_TEST_CASE(a_recall_goes_out_too, *description("[Q-27]")) {
  room::Recalled fact;
  fact.message_to = phone;
  BOOST_TEST(message_of(fact).key == "call");
}

BOOST_AUTO_TEST_CASE(a_reminder_says_how_many_are_ahead, *description("[Q-29]")) {
  room::Reminded fact;
  fact.number = "A017";
  fact.ahead = 3;
  fact.message_to = phone;
  const auto message = message_of(fact);
  BOOST_TEST(message.key == "reminder");
  BOOST_TEST(message.text_zh == "A017号前面3人 {other}");  // No field of that name.
}

BOOST_AUTO_TEST_CASE(who_gave_no_phone_or_was_erased_gets_no_message, *description("[Q-27]")) {
  BOOST_TEST(sent(called(std::nullopt)).empty());
  BOOST_TEST(sent(called(Personal<std::string>{SubjectId{"s1"}, "", true})).empty());
}

BOOST_AUTO_TEST_CASE(messages_follow_the_halls_mode, *description("[Q-27]")) {
  for (const auto mode : {hall::Mode::voiced, hall::Mode::silent, hall::Mode::both}) {
    const auto effects = FollowHall{}.react(hall::ModeSet{mode, {}}, {});
    BOOST_TEST_REQUIRE(effects.size() == 1U);
    const auto& to = std::get<To<room::Entity>>(effects.front());
    BOOST_TEST(std::get<room::SetMessages>(to.command).on == (mode != hall::Mode::voiced));
  }
}

BOOST_AUTO_TEST_SUITE_END()
