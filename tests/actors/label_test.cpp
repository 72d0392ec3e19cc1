// The label on a visit's papers: each step is stamped once, in order.
#include "actors/label/label.hpp"
#include "tests/support/story.hpp"

using namespace atrium;
using namespace atrium::label;
using boost::unit_test::description;

namespace {

const Instant nine = from_iso8601("2026-11-21T01:00:00Z").value();
const Instant next_week = nine + std::chrono::hours{24 * 7};
const TicketId a001{"20261121-A001"};
const WindowId window_3{"3"};

Stamp stamp(Step step, bool known = true) { return {a001, step, window_3, known}; }

Story<Entity> papers() {
  Story<Entity> story;
  story.at(nine).by(WhoKind::staff, "clerk03");
  return story;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(labels)

BOOST_AUTO_TEST_CASE(a_scan_stamps_its_step_with_time_and_window, *description("[Q-15]")) {
  auto story = papers();
  story.when(stamp(Step::receipt)).then(Stamped{a001, Step::receipt, window_3, nine});
  BOOST_TEST(story.told<LabelView>().stamps.size() == 1);
}

BOOST_AUTO_TEST_CASE(later_steps_are_stamped_when_the_tickets_day_is_long_over,
                     *description("[Q-15]")) {
  auto story = papers();
  story.did(stamp(Step::receipt), stamp(Step::handling)).at(next_week);
  story.when(stamp(Step::completion, false))
      .then(Stamped{a001, Step::completion, window_3, next_week});
}

BOOST_AUTO_TEST_CASE(a_step_is_stamped_once_and_in_order, *description("[Q-15]")) {
  auto story = papers();
  story.when(stamp(Step::completion)).then_refused(RefusalKind::wrong_phase, "label.step_missing");
  story.did(stamp(Step::receipt));
  story.when(stamp(Step::receipt)).then_refused(RefusalKind::conflict, "label.already_stamped");
}

BOOST_AUTO_TEST_CASE(papers_of_no_ticket_are_not_received, *description("[Q-15]")) {
  papers().when(stamp(Step::receipt, false)).then_refused(RefusalKind::not_found, "label.unknown");
}

BOOST_AUTO_TEST_CASE(a_label_that_was_never_scanned_says_so, *description("[Q-15]")) {
  BOOST_TEST(papers().refused_answer(Stamps{}) == "label.not_stamped");
}

BOOST_AUTO_TEST_CASE(only_the_last_stamp_is_taken_back, *description("[Q-15]")) {
  auto story = papers();
  story.when(Withdraw{Step::receipt}).then_refused(RefusalKind::wrong_phase, "label.not_the_last");
  story.did(stamp(Step::receipt), stamp(Step::handling));
  story.when(Withdraw{Step::receipt}).then_refused(RefusalKind::wrong_phase, "label.not_the_last");
  story.when(Withdraw{Step::handling}).then(StampWithdrawn{a001, Step::handling, nine});
  story.when(stamp(Step::handling)).then_accepted();
}

BOOST_AUTO_TEST_SUITE_END()
