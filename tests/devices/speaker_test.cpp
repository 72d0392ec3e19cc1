// A zone's announcements: one after another, repeated, withdrawn, and never stalled by a page.
#include "devices/speaker/speaker.hpp"
#include "tests/support/story.hpp"

using namespace atrium;
using namespace atrium::speaker;
using namespace std::chrono_literals;
using boost::unit_test::description;

namespace {

const Instant nine = from_iso8601("2026-11-21T01:00:00Z").value();

Announce call_of(const std::string& number, const std::string& window, int call = 1,
                 int rounds = 1) {
  return {TicketId{"20261121-" + number},
          number,
          WindowId{window},
          call,
          "请" + number,
          "Go",
          4'000,
          rounds,
          nine};
}

Withdraw withdraw(const std::string& number) { return {TicketId{"20261121-" + number}}; }

Report told(Phase phase, int sequence = 0, int round = 1, const std::string& page = "board-1") {
  return {page, phase, sequence, round};
}

Story<Entity> story() {
  Story<Entity> story;
  story.at(nine);
  return story;
}

// "A001 1 | A002 A003": what is spoken, its round, and what waits.
std::string said(Story<Entity>& speaker) {
  const auto& state = speaker.state();
  std::string text = state.current ? state.current->announcement.number + " " +
                                         std::to_string(state.current->round)
                                   : "";
  text += " |";
  for (const auto& one : state.waiting) text += " " + one.number;
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(speaker)

BOOST_AUTO_TEST_CASE(the_first_call_is_spoken_at_once, *description("[Q-26]")) {
  auto speaker = story();
  speaker.when(call_of("A001", "1"));
  BOOST_TEST(speaker.fact<Queued>().announcement.sequence == 1);
  BOOST_TEST((speaker.fact<Begun>() == Begun{1, 1, nine + 4s + grace, nine}));
  const auto view = speaker.told<DeviceView>();
  BOOST_TEST(view.desired.current->announcement.text == "请A001");
  BOOST_TEST(!view.in_step);
}

BOOST_AUTO_TEST_CASE(each_starts_after_the_one_before_it_ended, *description("[Q-26] [Q-32]")) {
  auto speaker = story();
  speaker.did(call_of("A001", "1"), call_of("A002", "2"), call_of("A003", "3"));
  BOOST_TEST(said(speaker) == "A001 1 | A002 A003");
  speaker.at(nine + 3s)
      .when(told(Phase::spoken, 1))
      .then(Ended{1, false, nine + 3s}, Begun{2, 1, nine + 7s + grace, nine + 3s});
  BOOST_TEST(said(speaker) == "A002 1 | A003");
}

BOOST_AUTO_TEST_CASE(a_call_is_repeated_before_the_next_one_is_spoken, *description("[Q-26]")) {
  auto speaker = story();
  speaker.did(call_of("A001", "1", 1, 2), call_of("A002", "2"));
  speaker.did(told(Phase::spoken, 1, 1));
  BOOST_TEST(said(speaker) == "A001 2 | A002");
  speaker.when(told(Phase::spoken, 1, 1)).then_nothing();  // Told twice.
  speaker.did(told(Phase::spoken, 1, 2));
  BOOST_TEST(said(speaker) == "A002 1 |");
}

BOOST_AUTO_TEST_CASE(a_page_that_says_nothing_does_not_stall_the_queue, *description("[Q-26]")) {
  auto speaker = story();
  speaker.did(call_of("A001", "1"), call_of("A002", "2"));
  const auto until = nine + 4s + grace;
  BOOST_TEST((due(speaker.state())->at == until));
  speaker.at(until - 1ms).when(MoveOn{}).then_nothing();
  speaker.at(until).when(MoveOn{}).then(Ended{1, false, until},
                                        Begun{2, 1, until + 4s + grace, until});
  speaker.at(until + 10s).did(MoveOn{});
  BOOST_TEST(!due(speaker.state()).has_value());
  speaker.when(MoveOn{}).then_nothing();
}

BOOST_AUTO_TEST_CASE(a_withdrawn_call_is_dropped_from_those_that_wait, *description("[Q-32]")) {
  auto speaker = story();
  speaker.did(call_of("A001", "1"), call_of("A002", "2"), call_of("A003", "3"));
  speaker.when(withdraw("A002")).then(Dropped{2, Why::withdrawn, nine});
  BOOST_TEST(said(speaker) == "A001 1 | A003");
  speaker.when(withdraw("A002")).then_nothing();
}

BOOST_AUTO_TEST_CASE(a_call_withdrawn_while_it_is_spoken_is_not_repeated, *description("[Q-32]")) {
  auto speaker = story();
  speaker.did(call_of("A001", "1", 1, 3), call_of("A002", "2"));
  speaker.when(withdraw("A001")).then(Dropped{1, Why::withdrawn, nine});
  speaker.when(withdraw("A001")).then_nothing();
  speaker.when(told(Phase::spoken, 1))
      .then(Ended{1, false, nine}, Begun{2, 1, nine + 4s + grace, nine});
}

BOOST_AUTO_TEST_CASE(a_recall_replaces_the_call_that_still_waits, *description("[Q-20]")) {
  auto speaker = story();
  speaker.did(call_of("A001", "1"), call_of("A002", "2"), call_of("A003", "3"));
  speaker.when(call_of("A002", "2", 2));
  BOOST_TEST((speaker.fact<Dropped>() == Dropped{2, Why::replaced, nine}));
  BOOST_TEST(said(speaker) == "A001 1 | A003 A002");
  speaker.when(call_of("A002", "2", 2)).then_nothing();
}

BOOST_AUTO_TEST_CASE(a_call_taken_back_and_made_again_is_spoken_again,
                     *description("[Q-18] [Q-26]")) {
  for (const int rounds : {1, 2}) {
    auto speaker = story();
    auto call = call_of("A001", "1", 1, rounds);
    speaker.did(call);
    speaker.when(call).then_nothing();  // The same one, told twice.
    speaker.at(nine + 1s).when(withdraw("A001"));
    speaker.did(withdraw("A001"));
    call.called_at = nine + 2s;
    speaker.at(nine + 2s).did(call);
    BOOST_TEST(said(speaker) == "A001 1 | A001");
    speaker.at(nine + 3s).did(told(Phase::spoken, 1));
    BOOST_TEST(said(speaker) == "A001 1 |");
    BOOST_TEST(speaker.state().current->announcement.sequence == 2);
  }
}

BOOST_AUTO_TEST_CASE(the_next_call_of_a_window_replaces_its_last) {
  auto speaker = story();
  speaker.did(call_of("A001", "1"), call_of("A002", "2"), call_of("A003", "2"));
  BOOST_TEST(said(speaker) == "A001 1 | A003");
}

BOOST_AUTO_TEST_CASE(the_end_of_the_day_withdraws_every_call) {
  auto speaker = story();
  speaker.did(call_of("A001", "1"), call_of("A002", "2"), call_of("A003", "3"), Withdraw{});
  BOOST_TEST(said(speaker) == "A001 1 |");
}

BOOST_AUTO_TEST_CASE(a_silent_hall_says_nothing, *description("[Q-27]")) {
  auto speaker = story();
  speaker.did(call_of("A001", "1"), call_of("A002", "2"));
  speaker.when(SetVoiced{false}).then(VoiceSet{false, nine});
  speaker.when(SetVoiced{false}).then_nothing();
  BOOST_TEST(said(speaker) == " |");
  speaker.when(call_of("A003", "3")).then_nothing();
  speaker.did(SetVoiced{true}, call_of("A003", "3", 2));
  BOOST_TEST(said(speaker) == "A003 1 |");
}

BOOST_AUTO_TEST_CASE(a_call_of_long_ago_is_not_spoken) {
  auto speaker = story();
  speaker.at(nine + stale + 1s).when(call_of("A001", "1")).then_nothing();
}

BOOST_AUTO_TEST_CASE(when_too_many_wait_the_oldest_gives_way) {
  auto speaker = story();
  for (std::size_t i = 0; i <= waiting_max; ++i) {
    speaker.did(call_of("A" + std::to_string(i), std::to_string(i)));
  }
  speaker.when(call_of("B001", "999"));
  BOOST_TEST((speaker.fact<Dropped>() == Dropped{2, Why::too_many, nine}));
  BOOST_TEST(speaker.state().waiting.size() == waiting_max);
}

BOOST_AUTO_TEST_CASE(one_page_speaks_for_a_zone_until_it_leaves, *description("[Q-26]")) {
  auto speaker = story();
  speaker.when(told(Phase::ready)).then(Claimed{"board-1", nine});
  speaker.when(told(Phase::ready)).then_nothing();
  speaker.when(told(Phase::ready, 0, 1, "board-2")).then_nothing();
  BOOST_TEST(speaker.told<DeviceView>().reported.page == "board-1");
  speaker.when(told(Phase::leaving, 0, 1, "board-2")).then_nothing();
  speaker.when(told(Phase::leaving)).then(Released{"board-1", nine});
  speaker.when(told(Phase::ready, 0, 1, "board-2")).then(Claimed{"board-2", nine});
}

BOOST_AUTO_TEST_CASE(a_page_that_is_not_heard_gives_way_to_another) {
  auto speaker = story();
  speaker.did(told(Phase::ready), call_of("A001", "1"));
  speaker.at(nine + patience - 1ms).when(told(Phase::ready, 0, 1, "board-2")).then_nothing();
  speaker.at(nine + patience);
  speaker.when(told(Phase::ready, 0, 1, "board-2")).then(Claimed{"board-2", nine + patience});
  speaker.at(nine + 10s).did(MoveOn{}).when(told(Phase::ready));
  BOOST_TEST(speaker.fact<Claimed>().page == "board-1");
}

BOOST_AUTO_TEST_CASE(a_page_that_is_heard_keeps_its_zone) {
  auto speaker = story();
  speaker.did(told(Phase::ready), call_of("A001", "1"));
  speaker.when(told(Phase::begun, 1)).then(Heard{"board-1", 1, nine});
  BOOST_TEST(speaker.told<DeviceView>().in_step);
  speaker.when(told(Phase::begun, 1)).then_nothing();
  speaker.at(nine + 4s).did(told(Phase::spoken, 1));
  speaker.when(told(Phase::ready, 0, 1, "board-2")).then_nothing();
}

BOOST_AUTO_TEST_CASE(every_refusal_of_a_speaker) {
  auto speaker = story();
  auto long_one = call_of("A001", "1");
  long_one.length_ms = length_max_ms + 1;
  speaker.when(long_one).then_refused(RefusalKind::invalid, "speaker.bad_length");
  speaker.when(call_of("A001", "1", 1, rounds_max + 1))
      .then_refused(RefusalKind::invalid, "speaker.bad_length");
  speaker.did(told(Phase::ready), call_of("A001", "1"));
  speaker.when(told(Phase::spoken, 2))
      .then_refused(RefusalKind::invalid, "speaker.unknown_sequence");
  speaker.when(told(Phase::spoken, 1, 1, "board-2"))
      .then_refused(RefusalKind::conflict, "speaker.not_the_speaker");
  speaker.when(told(Phase::ready, 0, 1, "")).then_refused(RefusalKind::invalid, "speaker.no_page");
}

BOOST_AUTO_TEST_SUITE_END()
