// The link by which a visit is rated on its holder's phone: when it goes out, and when it does not.
#include "actors/evaluation/evaluation.hpp"
#include "actors/policies/rating_link/plan_rating_link.hpp"
#include "actors/policies/rating_link/send_rating_link.hpp"
#include "tests/support/story.hpp"

using namespace atrium;
using namespace atrium::evaluation;
using namespace std::chrono_literals;
using boost::unit_test::description;

namespace {

namespace room = waiting_room;

const Instant nine = *from_iso8601("2026-11-20T09:00:00+08:00");
const TicketId a001{"20261120-A001"};
const WindowId window_3{"3"};
const Personal<std::string> phone{SubjectId{"s"}, "13800138000", false};
const PlanLink plan{a001, window_3, "A001", phone, nine + 10min, nine + 170h};

Give give(int level) {
  Give ask{level, {}, "", Served{a001, window_3, StaffId{"clerk03"}}};
  return ask;
}

Story<Entity> planned() {
  Story<Entity> story;
  story.at(nine).by(WhoKind::policy, "plan_rating_link").did(plan);
  return story;
}

room::Finished finished() {
  room::Finished fact;
  fact.ticket = a001;
  fact.number = "A001";
  fact.window = window_3;
  fact.at = nine;
  fact.message_to = phone;
  return fact;
}

const policies::PlanRatingLink planning{10min, 168h};

policies::SendRatingLink sending() {
  return policies::SendRatingLink{
      {{"澄迈大厅", "Chengmai"},
       {"【{hall}】{number}号，请评价：{link}", "{hall}: rate {number} of window {window}: {link}"},
       "https://hall.example",
       [](const TicketId& ticket, Instant end) { return "/m/" + ticket.value + to_iso8601(end); }}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rating_link)

BOOST_AUTO_TEST_CASE(a_link_goes_out_after_its_quiet_time, *description("[EV-13] [EV-02]")) {
  auto visit = planned();
  visit.at(nine + 9min).when(SendLink{}).then_nothing();
  visit.at(nine + 10min).when(SendLink{}).then_accepted();
  BOOST_TEST(visit.fact<LinkSent>().to.value == "13800138000");
  BOOST_TEST((visit.fact<LinkSent>().expires == nine + 170h));
}

BOOST_AUTO_TEST_CASE(a_link_goes_out_once_in_the_life_of_a_visit, *description("[EV-13]")) {
  auto visit = planned();
  visit.when(plan).then_nothing();
  visit.at(nine + 10min).did(SendLink{});
  visit.at(nine + 20min).when(SendLink{}).then_nothing();
  visit.when(DropLink{}).then_nothing();
  visit.when(plan).then_nothing();
}

BOOST_AUTO_TEST_CASE(a_visit_that_was_rated_gets_no_link, *description("[EV-13] [EV-14]")) {
  auto visit = planned();
  visit.by(WhoKind::citizen, "").at(nine + 1min).did(give(5));
  visit.at(nine + 10min).when(SendLink{}).then_nothing();
  Story<Entity> rated;
  rated.at(nine).by(WhoKind::citizen, "").did(give(5));
  rated.when(plan).then_nothing();
}

BOOST_AUTO_TEST_CASE(a_visit_that_goes_on_gets_its_link_when_it_ends_again) {
  auto visit = planned();
  visit.when(DropLink{}).then_accepted();
  visit.did(DropLink{});
  visit.at(nine + 10min).when(SendLink{}).then_nothing();
  auto later = plan;
  later.send_at = nine + 40min;
  visit.at(nine + 30min).did(later);
  visit.at(nine + 40min).when(SendLink{}).then_accepted();
}

BOOST_AUTO_TEST_CASE(a_link_that_has_ended_is_neither_planned_nor_sent, *description("[EV-13]")) {
  Story<Entity> late;
  late.at(nine + 170h).when(plan).then_nothing();
  auto visit = planned();
  visit.at(nine + 170h).when(SendLink{}).then_accepted();
  BOOST_TEST((visit.fact<LinkDropped>().ticket == a001));
}

BOOST_AUTO_TEST_CASE(somebody_who_has_no_phone_any_more_gets_no_link) {
  Story<Entity> visit;
  auto erased = plan;
  erased.to = {phone.subject, "", true};
  visit.at(nine).when(erased).then_nothing();
}

BOOST_AUTO_TEST_CASE(a_poor_rating_by_the_link_is_followed_up_as_any_other) {
  auto visit = planned();
  visit.at(nine + 10min).did(SendLink{});
  visit.by(WhoKind::citizen, "").at(nine + 1h).did(give(1));
  BOOST_TEST(visit.fact<Given>().level == 1);
}

BOOST_AUTO_TEST_CASE(the_end_of_a_service_plans_a_link_where_there_is_a_phone,
                     *description("[EV-13]")) {
  const auto effects = planning.react(finished(), nine);
  BOOST_REQUIRE(effects.size() == 1);
  const auto& to = std::get<policies::To<Entity>>(effects[0]);
  BOOST_TEST(to.id == a001.value);
  const auto& link = std::get<PlanLink>(to.command);
  BOOST_TEST((link.send_at == nine + 10min));
  BOOST_TEST((link.expires == nine + 10min + 168h));
  auto nobody = finished();
  nobody.message_to.reset();
  BOOST_TEST(planning.react(nobody, nine).empty());
}

BOOST_AUTO_TEST_CASE(an_undone_end_drops_the_link) {
  room::Undone undone;
  undone.ticket = a001;
  undone.act = room::Act::finish;
  const auto effects = planning.react(undone, nine);
  BOOST_REQUIRE(effects.size() == 1);
  BOOST_TEST(std::holds_alternative<DropLink>(std::get<policies::To<Entity>>(effects[0]).command));
  undone.act = room::Act::call;
  BOOST_TEST(planning.react(undone, nine).empty());
}

BOOST_AUTO_TEST_CASE(the_message_carries_the_link_in_both_languages, *description("[EV-13]")) {
  const LinkSent fact{a001, window_3, "A001", phone, nine, nine};
  const auto effects = sending().react(fact, nine);
  BOOST_REQUIRE(effects.size() == 1);
  const auto& message = std::get<policies::Outgoing>(effects[0]).message;
  const std::string link = "https://hall.example/m/20261120-A001" + to_iso8601(nine);
  BOOST_TEST(message.channel == "sms");
  BOOST_TEST(message.key == "rating");
  BOOST_TEST(message.to.value == "13800138000");
  BOOST_TEST((message.expires == fact.expires));
  BOOST_TEST(message.text_zh == "【澄迈大厅】A001号，请评价：" + link);
  BOOST_TEST(message.text_en == "Chengmai: rate A001 of window 3: " + link);
  for (const auto& [name, value] : message.fields) BOOST_TEST(value.find("138") == value.npos);
  auto erased = fact;
  erased.to = {phone.subject, "", true};
  BOOST_TEST(sending().react(erased, nine).empty());
}

BOOST_AUTO_TEST_SUITE_END()
