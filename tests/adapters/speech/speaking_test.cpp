// Announcements over HTTP: what is spoken, how it sounds, and the page that tells of it.
#include "adapters/speech/speech.hpp"
#include "tests/adapters/real_hall.hpp"

using namespace atrium;
using namespace atrium::testing;
using boost::unit_test::description;

namespace {

const std::string speaker_path = hall_path + "/devices/speaker/a";
constexpr int asked_max = 20'000;  // Until a policy has followed.
const std::string audio_path = speaker_path + "/announcements/1/audio";

// A hall whose window 1 (zone a) has called its first ticket.
std::string call_at_window_1(Client& client) {
  const auto service = service_of_window_1(client);
  act(client, "open", R"({"staff":"clerk01"})");
  take_ticket(client, service);
  const auto called = act(client, "call-next");
  BOOST_TEST_REQUIRE(called.status == 200);
  return std::string(called.json().at("ticket").at("number").as_string());
}

// The speaker follows the call by policy, a moment later.
boost::json::value speaking(Client& client) {
  for (int tries = 0; tries < asked_max; ++tries) {
    auto view = client.get(speaker_path).json();
    if (view.at("desired").at("current").is_object()) return view;
  }
  BOOST_TEST_REQUIRE(false, "nothing is spoken");
  return {};
}

std::string report(const std::string& phase, int sequence = 1, int round = 1) {
  return R"({"page":"board-1","phase":")" + phase + R"(","sequence":)" + std::to_string(sequence) +
         R"(,"round":)" + std::to_string(round) + "}";
}

struct SpeakingHall : RealHall {
  SpeakingHall() {
    stop();
    sound = [this](const std::string& hall, const Saying& saying, auto then) {
      speech.make(PartitionId(hall), saying, std::move(then));
    };
    start();
  }
  speech::Speech speech{speech::Speech::Options{{{PartitionId("chengmai"), {}}}}};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(announcing)

BOOST_AUTO_TEST_CASE(a_call_is_announced_and_its_sound_is_served, *description("[Q-26]")) {
  SpeakingHall hall;
  auto client = hall.client();
  const auto number = call_at_window_1(client);
  const auto view = speaking(client);
  const auto& spoken = view.at("desired").at("current").at("announcement");
  BOOST_TEST(spoken.at("number").as_string() == number);
  BOOST_TEST(spoken.at("text").as_string() == "请" + number + "号到1号窗口办理");
  const auto sound = client.get(audio_path);
  BOOST_TEST(sound.status == 200);
  BOOST_TEST(sound.fields.at("content-type") == "audio/wav");
  BOOST_TEST(sound.body.substr(0, 4) == "RIFF");
  BOOST_TEST(sound.body.size() > 100'000U);
  const auto again = client.get(audio_path, {{"If-None-Match", sound.fields.at("etag")}});
  BOOST_TEST(again.status == 304);
  BOOST_TEST(again.body.empty());
}

BOOST_AUTO_TEST_CASE(what_is_not_announced_has_no_sound) {
  SpeakingHall hall;
  auto client = hall.client();
  BOOST_TEST(client.get(audio_path).code() == "announcement.unknown");
  call_at_window_1(client);
  speaking(client);
  for (const auto* sequence : {"2", "0", "-1", "x", "99999999999999999999"}) {
    const auto answer =
        client.get(speaker_path + "/announcements/" + std::string(sequence) + "/audio");
    BOOST_TEST(answer.status == 404);
    BOOST_TEST(answer.code() == "announcement.unknown");
  }
  const auto nowhere = client.get(hall_path + "/devices/speaker/nowhere/announcements/1/audio");
  BOOST_TEST(nowhere.code() == "device.unknown");
}

BOOST_AUTO_TEST_CASE(a_node_without_sound_says_so) {
  RealHall hall;
  auto client = hall.client();
  call_at_window_1(client);
  speaking(client);
  BOOST_TEST(client.get(audio_path).status == 503);
  BOOST_TEST(client.get(audio_path).code() == "speech.not_available");
}

BOOST_AUTO_TEST_CASE(a_page_claims_the_zone_and_tells_what_it_speaks, *description("[Q-26]")) {
  RealHall hall;
  auto client = hall.client();
  const auto ready = client.post(speaker_path + "/report", R"({"page":"board-1","phase":"ready"})");
  BOOST_TEST(ready.status == 200);
  BOOST_TEST(ready.json().at("reported").at("page").as_string() == "board-1");
  call_at_window_1(client);
  speaking(client);
  const auto begun = client.post(speaker_path + "/report", report("begun")).json();
  BOOST_TEST(begun.at("reported").at("heard").as_bool());
  const auto once = client.post(speaker_path + "/report", report("spoken")).json();
  BOOST_TEST(once.at("desired").at("current").at("round").as_int64() == 2);
  const auto twice = client.post(speaker_path + "/report", report("spoken", 1, 2)).json();
  BOOST_TEST(twice.at("desired").at("current").is_null());
}

BOOST_AUTO_TEST_CASE(reports_that_make_no_sense_are_refused) {
  RealHall hall;
  auto client = hall.client();
  const auto code = [&](const std::string& body) {
    return client.post(speaker_path + "/report", body).code();
  };
  BOOST_TEST(code(R"({"page":"board-1","phase":"humming"})") == "request.invalid");
  BOOST_TEST(code(R"({"phase":"ready"})") == "request.invalid");
  BOOST_TEST(code(report("spoken", 7)) == "speaker.unknown_sequence");
  BOOST_TEST(code(R"({"page":"","phase":"ready"})") == "request.invalid");
}

BOOST_AUTO_TEST_CASE(the_mode_of_the_hall_file_is_in_force, *description("[Q-26] [Q-27]")) {
  RealHall hall;
  auto client = hall.client();
  BOOST_TEST(client.get(hall_path).json().at("mode").as_string() == "both");
  BOOST_TEST(client.get(hall_path).json().at("speakers").as_string() == "board");
  BOOST_TEST(client.post(hall_path + "/mode", R"({"mode":"silent"})").status == 200);
  call_at_window_1(client);
  for (int tries = 0; client.get(speaker_path).json().at("desired").at("voiced").as_bool();) {
    BOOST_TEST_REQUIRE(++tries < asked_max);
  }
  BOOST_TEST(client.get(speaker_path).json().at("desired").at("current").is_null());
}

BOOST_AUTO_TEST_SUITE_END()
