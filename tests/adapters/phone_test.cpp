// A visit from the phone that holds its link to the hall's answer to a poor rating, through HTTP.
#include "adapters/front/visit/links.hpp"
#include "tests/adapters/real_hall.hpp"

#include <future>

using namespace atrium;
using namespace atrium::testing;
using boost::unit_test::description;

namespace {

// Window 1 is open, and somebody has taken a ticket with a phone number.
struct Visit {
  explicit Visit(RealHall::Amend amend = {}, Outbound* messages = nullptr)
      : hall(std::string(32, 'k'), std::move(amend), messages) {
    act(client, "open", R"({"staff":"clerk01"})");
    const auto service = service_of_window_1(client);
    const auto taken = client.post(
        hall_path + "/tickets",
        R"({"service":")" + service + R"(","holder":{"name":"王小明","phone":"13800138000"}})");
    id = text(taken, "id");
    phone = "/api/v1" + text(taken, "link");
  }
  void serve() {
    for (const std::string step : {"call-next", "start", "finish"})
      BOOST_TEST(act(client, step).status == 200);
  }
  Answer step(const std::string& name, const std::string& staff, const std::string& more = "") {
    return client.post(hall_path + "/ratings/" + id + "/" + name,
                       R"({"staff":")" + staff + "\"" + more + "}");
  }

  RealHall hall;
  Client client = hall.client();
  std::string id;
  std::string phone;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(phone)

BOOST_AUTO_TEST_CASE(a_link_shows_how_far_the_case_has_come, *description("[Q-36]")) {
  Visit visit;
  BOOST_TEST(visit.client.get(visit.phone).json().at("case").as_array().empty());
  visit.serve();
  const auto label = hall_path + "/labels/" + visit.id;
  BOOST_TEST(visit.client.post(label + "/stamps", R"({"step":"receipt"})").status == 200);
  BOOST_TEST(visit.client.post(label + "/stamps", R"({"step":"handling"})").status == 200);
  const auto steps = visit.client.get(visit.phone).json().at("case").as_array();
  BOOST_TEST_REQUIRE(steps.size() == 2U);
  BOOST_TEST(steps[0].at("step").as_string() == "receipt");
  BOOST_TEST(steps[1].at("step").as_string() == "handling");
  BOOST_TEST(steps[1].as_object().size() == 2U);  // Its time, and nothing about staff.
}

BOOST_AUTO_TEST_CASE(a_rating_leads_to_the_case_behind_its_visit, *description("[EV-04]")) {
  Visit visit;
  visit.serve();
  visit.client.post(hall_path + "/labels/" + visit.id + "/stamps", R"({"step":"receipt"})");
  const auto rated = visit.client.post(hall_path + "/tickets/" + visit.id + "/evaluation",
                                       R"({"level":2})");
  BOOST_REQUIRE_MESSAGE(rated.status == 200, rated.body);
  const auto seen = visit.client.get(hall_path + "/ratings/" + visit.id);
  BOOST_REQUIRE_MESSAGE(seen.status == 200, seen.body);
  BOOST_TEST(seen.json().at("level").as_int64() == 2);
  BOOST_TEST(!seen.json().at("staff").as_string().empty());
  const auto steps = seen.json().at("case").as_array();
  BOOST_TEST_REQUIRE(steps.size() == 1U);
  BOOST_TEST(steps[0].at("step").as_string() == "receipt");
}

BOOST_AUTO_TEST_CASE(a_link_shows_the_ticket_and_nothing_about_its_holder,
                     *description("[Q-36] [Q-28]")) {
  Visit visit;
  const auto seen = visit.client.get(visit.phone);
  BOOST_REQUIRE(seen.status == 200);
  const auto ticket = seen.json();
  BOOST_TEST(ticket.at("status").as_string() == "waiting");
  BOOST_TEST(ticket.at("ahead").as_int64() == 0);
  BOOST_TEST(!ticket.at("rating").at("open").as_bool());
  for (const std::string word : {"王", "138", "holder", "phone"})
    BOOST_TEST(seen.body.find(word) == std::string::npos, word << " is shown");
  act(visit.client, "call-next");
  const auto called = visit.client.get(visit.phone).json();
  BOOST_TEST(called.at("status").as_string() == "called");
  BOOST_TEST(called.at("window").at("window").as_string() == "1");
}

BOOST_AUTO_TEST_CASE(a_phone_sees_what_comes_after_in_order, *description("[Q-19] [Q-36]")) {
  Visit visit;
  BOOST_TEST(visit.client.get(visit.phone).json().at("next").as_array().empty());
  for (const std::string window : {"5", "10", "15"})
    visit.client.post(hall_path + "/windows/" + window + "/open",
                      R"({"staff":"clerk)" + window + "\"}");
  const auto taken = visit.client.post(hall_path + "/tickets", R"({"journey":"start_company"})");
  const auto seen = visit.client.get("/api/v1" + text(taken, "link")).json();
  BOOST_TEST(seen.at("service").at("service").as_string() == "enterprise_registration");
  std::string next;
  for (const auto& one : seen.at("next").as_array())
    next += std::string(one.at("name").as_string()) + "|";
  BOOST_TEST(next == "税务综合业务|社会保险参保与待遇|住房公积金|");
}

BOOST_AUTO_TEST_CASE(a_phone_says_be_ready_when_the_hall_wants_it, *description("[Q-29]")) {
  Visit visit([](halls::Definition& definition) { definition.messages.remind_ahead = 5; });
  BOOST_TEST(visit.client.get(visit.phone).json().at("remind_ahead").as_int64() == 5);
}

BOOST_AUTO_TEST_CASE(a_link_that_was_not_given_or_has_ended_opens_nothing,
                     *description("[EV-13]")) {
  Visit visit;
  auto forged = visit.phone;
  forged[forged.size() - 3] = forged[forged.size() - 3] == 'A' ? 'B' : 'A';
  for (const auto& path : {forged, std::string("/api/v1/m/x"), visit.phone + "A"}) {
    const auto answer = visit.client.get(path);
    BOOST_TEST(answer.status == 404);
    BOOST_TEST(answer.code() == "link.unknown", path << ": " << answer.body);
  }
  BOOST_TEST(visit.client.post(forged + "/evaluation", R"({"level":5})").code() == "link.unknown");
}

BOOST_AUTO_TEST_CASE(a_link_that_has_ended_says_so, *description("[EV-13]")) {
  const front::Links links(std::string(32, 's'));
  const auto now = MondayMorning{}.now();
  using front::LinkKind;
  const auto old = links.make(LinkKind::rating, "chengmai", "20261120-A001", now);
  const auto elsewhere =
      links.make(LinkKind::ticket, "nowhere", "20261120-A001", now + std::chrono::hours{1});
  RealHall hall(std::string(32, 's'));
  auto client = hall.client();
  BOOST_TEST(client.get("/api/v1/m/" + old).status == 410);
  BOOST_TEST(client.get("/api/v1/m/" + old).code() == "link.expired");
  BOOST_TEST(client.get("/api/v1/m/" + elsewhere).code() == "link.unknown");
}

BOOST_AUTO_TEST_CASE(a_phone_rates_once_and_only_what_was_served, *description("[EV-02] [EV-14]")) {
  Visit visit;
  const auto rate = visit.phone + "/evaluation";
  BOOST_TEST(visit.client.post(rate, R"({"level":5})").code() == "ticket.not_served");
  visit.serve();
  BOOST_TEST(visit.client.get(visit.phone).json().at("rating").at("open").as_bool());
  const std::string body = R"({"level":4,"tags":["413"]})";
  const auto first = visit.client.post(rate, body, {{"Idempotency-Key", "r-1"}});
  BOOST_TEST(first.status == 200);
  BOOST_TEST(visit.client.post(rate, body, {{"Idempotency-Key", "r-1"}}).body == first.body);
  BOOST_TEST(visit.client.post(rate, R"({"level":1})").code() == "evaluation.already_given");
  const auto rating = visit.client.get(visit.phone).json().at("rating");
  BOOST_TEST(!rating.at("open").as_bool());
  BOOST_TEST(rating.at("given").at("level").as_int64() == 4);
}

BOOST_AUTO_TEST_CASE(a_poor_rating_is_followed_up_until_the_phone_shows_the_answer,
                     *description("[EV-09] [EV-11]")) {
  Visit visit;
  visit.serve();
  visit.client.post(visit.phone + "/evaluation", R"({"level":1,"tags":["115"],"text":"太慢"})");
  const auto metrics = visit.client.get("/metrics").body;
  BOOST_TEST(metrics.find("atrium_follow_ups{hall=\"chengmai\"} 1") != std::string::npos);
  BOOST_TEST(visit.step("take-up", "clerk01").code() == "evaluation.own_rating");
  BOOST_TEST(visit.step("dance", "chief01").code() == "action.unknown");
  BOOST_TEST(visit.step("take-up", "chief01").status == 200);
  BOOST_TEST(visit.step("verify", "chief01", R"(,"yes":true,"text":"属实")").status == 200);
  BOOST_TEST(visit.step("close", "chief01", R"(,"text":"已增开窗口")").status == 200);
  const auto seen = visit.client.get(hall_path + "/ratings/" + visit.id).json();
  BOOST_TEST(seen.at("text").as_string() == "太慢");
  BOOST_TEST(seen.at("follow_up").at("steps").as_array().size() == 4);
  const auto rating = visit.client.get(visit.phone).json().at("rating");
  BOOST_TEST(rating.at("follow_up").at("phase").as_string() == "closed");
  BOOST_TEST(rating.at("follow_up").at("answer").as_string() == "已增开窗口");
}

BOOST_AUTO_TEST_CASE(ratings_are_found_by_what_they_are_about, *description("[EV-12] [Q-37]")) {
  Visit visit;
  visit.serve();
  visit.client.post(visit.phone + "/evaluation", R"({"level":2,"tags":["213"]})");
  const auto found = [&](const std::string& query) {
    const auto answer = visit.client.get(hall_path + "/ratings?" + query);
    BOOST_TEST(answer.status == 200);
    return answer.json().at("ratings").as_array().size();
  };
  for (const std::string hit :
       {"", "level=2", "window=1", "staff=clerk01", "tag=213", "state=open", "state=opened",
        "channel=phone", "from=2026-11-23T00:00:00Z", "until=2026-11-24T00:00:00Z"})
    BOOST_TEST(found(hit) == 1U, hit);
  for (const std::string miss :
       {"level=1", "window=2", "staff=clerk02", "tag=214", "state=overdue", "state=none",
        "channel=sms", "until=2026-11-23T00:00:00Z", "number=Z999", "service=none"})
    BOOST_TEST(found(miss) == 0U, miss);
  BOOST_TEST(visit.client.get(hall_path + "/ratings?level=6").code() == "request.invalid");
  BOOST_TEST(visit.client.get(hall_path + "/ratings?from=monday").code() == "request.invalid");
}

BOOST_AUTO_TEST_CASE(what_ratings_say_is_the_same_after_a_restart, *description("[EV-12]")) {
  Visit visit;
  visit.serve();
  visit.client.post(visit.phone + "/evaluation", R"({"level":1})");
  const auto before = visit.client.get(hall_path + "/ratings").body;
  visit.hall.stop();
  visit.hall.start();
  auto client = visit.hall.client();
  BOOST_TEST(client.get(hall_path + "/ratings").body == before);
}

BOOST_AUTO_TEST_CASE(an_evaluator_that_was_cut_off_uploads_its_rating_once,
                     *description("[EV-14]")) {
  Visit visit;
  visit.serve();
  const auto path = hall_path + "/tickets/" + visit.id + "/evaluation";
  const std::string body =
      R"({"level":5,"channel":"evaluator","capture":{"device":"evaluator-1","epoch":1,)"
      R"("sequence":3,"at":"2026-11-23T01:00:00Z"}})";
  const auto first = visit.client.post(path, body, {{"Idempotency-Key", "evaluator-1-1-3"}});
  BOOST_TEST(first.status == 200);
  BOOST_TEST(visit.client.post(path, body).status == 200);
  BOOST_TEST(visit.client.post(path, R"({"level":5})").code() == "evaluation.already_given");
  BOOST_TEST(visit.client
                 .post(path, R"({"level":5,"capture":{"device":"x","epoch":0,)"
                             R"("sequence":0,"at":"noon"}})")
                 .code() == "request.invalid");
}

BOOST_AUTO_TEST_CASE(a_served_visit_gets_a_link_by_message_that_rates_it,
                     *description("[EV-13] [EV-02]")) {
  struct Platform final : Outbound {
    void send(const atrium::Message& message, std::function<void(Result<void>)> taken) override {
      if (message.key == "rating") told.set_value(message);  // A second one throws.
      taken({});
    }
    std::promise<atrium::Message> told;
  } platform;
  const auto with_link = [](halls::Definition& definition) {
    definition.ratings.link = halls::RatingLink{"https://hall.example"};
    definition.ratings.link->after = std::chrono::minutes{0};
  };
  Visit visit(with_link, &platform);
  visit.serve();
  const auto message = platform.told.get_future().get();
  BOOST_TEST(message.to.value == "13800138000");
  const auto& link = message.fields.at("link");
  BOOST_REQUIRE(link.starts_with("https://hall.example/m/"));
  BOOST_TEST(message.text_zh.find(link) != std::string::npos);
  const auto path = "/api/v1" + link.substr(std::string("https://hall.example").size());
  BOOST_TEST(visit.client.get(path).json().at("rating").at("open").as_bool());
  BOOST_TEST(visit.client.post(path + "/evaluation", R"({"level":5})").status == 200);
  const auto rating = visit.client.get(hall_path + "/ratings/" + visit.id).json();
  BOOST_TEST(rating.at("channel").as_string() == "sms");
  const auto events = visit.client.get(hall_path + "/events?from=0&limit=1000").body;
  BOOST_TEST(events.find("evaluation.link_sent") != std::string::npos);
  BOOST_TEST(events.find("138001") == std::string::npos, "a phone is in the feed");
}

BOOST_AUTO_TEST_SUITE_END()
