// A window's intake: open, paused, closed.
#include "tests/actors/waiting_room/room.hpp"

using namespace atrium;
using namespace atrium::waiting_room;
using boost::unit_test::description;

BOOST_AUTO_TEST_SUITE(windows)

BOOST_AUTO_TEST_CASE(an_opened_window_stands_idle_with_its_clerk, *description("[Q-25]")) {
  auto room = configured();
  room.when(OpenWindow{window_1, StaffId{"clerk01"}})
      .then(WindowOpened{window_1, StaffId{"clerk01"}, nine});
  BOOST_TEST(room.told<WindowView>().state == WindowState::idle);
  BOOST_TEST(room.told<WindowView>().staff->value == "clerk01");
}

BOOST_AUTO_TEST_CASE(a_clerk_who_opens_without_a_name_is_the_one_who_asks) {
  auto room = configured();
  room.by(WhoKind::staff, "clerk07").when(OpenWindow{window_1, {}});
  BOOST_TEST(room.fact<WindowOpened>().staff.value == "clerk07");
}

BOOST_AUTO_TEST_CASE(a_window_opens_and_closes_once) {
  auto room = open_room();
  room.when(OpenWindow{window_1, {}}).then_refused(RefusalKind::conflict, "window.already_open");
  room.did(CloseWindow{window_1});
  room.when(CloseWindow{window_1}).then_refused(RefusalKind::conflict, "window.already_closed");
}

BOOST_AUTO_TEST_CASE(a_window_out_of_use_is_not_opened) {
  auto configuration = hall();
  configuration.windows[3].enabled = false;
  configured(configuration)
      .when(OpenWindow{window_4, {}})
      .then_refused(RefusalKind::forbidden, "window.disabled");
}

BOOST_AUTO_TEST_CASE(a_window_closes_only_when_its_ticket_is_settled) {
  auto room = open_room();
  room.did(take(passport), CallNext{window_1});
  room.when(CloseWindow{window_1}).then_refused(RefusalKind::wrong_phase, "window.busy");
}

BOOST_AUTO_TEST_CASE(a_paused_window_shows_its_reason_until_it_resumes, *description("[Q-21]")) {
  auto room = open_room();
  room.did(PauseWindow{window_1, "back at ten"});
  BOOST_TEST(window(room, window_1).state == WindowState::paused);
  BOOST_TEST(window(room, window_1).reason == "back at ten");
  room.did(ResumeWindow{window_1});
  BOOST_TEST(window(room, window_1).state == WindowState::idle);
  BOOST_TEST(window(room, window_1).reason.empty());
}

BOOST_AUTO_TEST_CASE(a_pause_lets_the_running_service_finish, *description("[Q-21]")) {
  auto room = open_room();
  room.did(take(passport), take(passport), CallNext{window_1}, Start{window_1});
  room.when(PauseWindow{window_1, "lunch"}).then(PauseAsked{window_1, "lunch", nine});
  BOOST_TEST(room.told<WindowView>().state == WindowState::serving);
  BOOST_TEST(room.told<WindowView>().pausing);
  room.at(nine + 1min).when(Finish{window_1});
  BOOST_TEST((room.fact<WindowPaused>() == WindowPaused{window_1, "lunch", nine + 1min}));
  BOOST_TEST(room.told<WindowView>().state == WindowState::paused);
  room.when(CallNext{window_1}).then_refused(RefusalKind::wrong_phase, "window.paused");
}

BOOST_AUTO_TEST_CASE(a_pause_waits_for_a_called_ticket_however_it_is_settled) {
  for (const Command& act :
       std::vector<Command>{ReportNoShow{window_1}, Park{window_1}, Void{window_1, "", ""},
                            Undo{window_1}, Transfer{window_1, window_2, {}}}) {
    auto room = open_room();
    room.did(take(passport), CallNext{window_1}, PauseWindow{window_1, ""});
    room.when(act).then_accepted();
    BOOST_TEST(window(room, window_1).state == WindowState::paused);
  }
}

BOOST_AUTO_TEST_CASE(a_pause_asked_for_can_be_withdrawn) {
  auto room = open_room();
  room.did(take(passport), CallNext{window_1}, PauseWindow{window_1, "lunch"});
  room.when(ResumeWindow{window_1}).then(PauseWithdrawn{window_1, nine});
  room.did(ReportNoShow{window_1});
  BOOST_TEST(window(room, window_1).state == WindowState::idle);
}

BOOST_AUTO_TEST_CASE(pausing_and_resuming_twice_or_while_closed_is_refused) {
  auto room = open_room();
  room.when(ResumeWindow{window_1}).then_refused(RefusalKind::conflict, "window.not_paused");
  room.did(PauseWindow{window_1, ""});
  room.when(PauseWindow{window_1, ""}).then_refused(RefusalKind::conflict, "window.already_paused");
  room.when(PauseWindow{window_4, ""}).then_refused(RefusalKind::wrong_phase, "window.closed");
  room.when(ResumeWindow{window_4}).then_refused(RefusalKind::wrong_phase, "window.closed");
}

BOOST_AUTO_TEST_CASE(a_paused_window_can_be_closed) {
  auto room = open_room();
  room.did(PauseWindow{window_1, "lunch"}, CloseWindow{window_1});
  BOOST_TEST(window(room, window_1).state == WindowState::closed);
  BOOST_TEST(window(room, window_1).reason.empty());
  BOOST_TEST(!window(room, window_1).staff.has_value());
}

BOOST_AUTO_TEST_CASE(a_reason_that_is_too_long_is_refused) {
  auto room = open_room();
  room.when(PauseWindow{window_1, std::string(201, 'x')})
      .then_refused(RefusalKind::invalid, "request.too_long");
}

BOOST_AUTO_TEST_SUITE_END()
