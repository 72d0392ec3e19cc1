// The live feed over WebSocket: every committed event after a position, in order, none missing,
// none twice.
#include "tests/adapters/house.hpp"

#include "adapters/http/frame_guard.hpp"

#include <thread>

using namespace atrium;
using namespace atrium::testing;

namespace {

const std::string feed = "/api/v1/live?hall=chengmai";

// The next event's position; pings are passed over.
std::int64_t next_position(Client& client) {
  while (true) {
    const auto frame = client.receive_frame();
    BOOST_REQUIRE_MESSAGE(frame.has_value(), "the feed ended");
    if (frame->opcode == 1) return frame->json().at("position").as_int64();
    BOOST_REQUIRE_MESSAGE(frame->opcode == 9, "the feed was closed");
  }
}

boost::json::object open(Client& client, const std::string& target) {
  const auto answer = client.upgrade(target);
  BOOST_REQUIRE_MESSAGE(answer.status == 101, answer.body);
  return client.receive_frame().value().json();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(live)

BOOST_AUTO_TEST_CASE(a_client_is_greeted_with_where_the_feed_stands) {
  House house;
  house.runtime.commit("chengmai", 4);
  auto client = house.client();
  const auto hello = open(client, feed);
  BOOST_TEST(hello.at("hello").as_bool());
  BOOST_TEST(hello.at("hall").as_string() == "chengmai");
  BOOST_TEST(hello.at("epoch").as_int64() == 1);
  BOOST_TEST(hello.at("head").as_int64() == 4);
}

BOOST_AUTO_TEST_CASE(a_client_without_a_position_hears_what_comes_from_now_on) {
  House house;
  house.runtime.commit("chengmai", 4);
  auto client = house.client();
  open(client, feed);
  house.runtime.commit("chengmai", 1);
  BOOST_TEST(next_position(client) == 5);
}

BOOST_AUTO_TEST_CASE(a_client_that_comes_back_misses_nothing_and_hears_nothing_twice) {
  House house;
  house.runtime.commit("chengmai", 1000);
  std::int64_t last = 0;
  while (last < 1500) {
    auto client = house.client();
    open(client, feed + "&from=" + std::to_string(last));
    if (last == 600) house.runtime.commit("chengmai", 500);
    for (int i = 0; i < 300; ++i) BOOST_REQUIRE(next_position(client) == ++last);
  }
}

BOOST_AUTO_TEST_CASE(events_committed_while_a_client_catches_up_come_in_order) {
  House house;
  house.runtime.commit("chengmai", 2000);
  auto client = house.client();
  open(client, feed + "&from=0");
  std::thread committing([&] { house.runtime.commit("chengmai", 3000); });
  for (std::int64_t expected = 1; expected <= 5000; ++expected)
    BOOST_REQUIRE(next_position(client) == expected);
  committing.join();
}

BOOST_AUTO_TEST_CASE(a_slow_client_holds_nobody_up_and_still_gets_everything) {
  House house;
  auto slow = house.client();
  auto quick = house.client();
  open(slow, feed);
  open(quick, feed);
  constexpr std::int64_t count = 50000;  // More than the kernel's buffers hold.
  house.runtime.commit("chengmai", count);
  for (std::int64_t expected = 1; expected <= count; ++expected)
    BOOST_REQUIRE(next_position(quick) == expected);
  BOOST_TEST(house.client().get("/metrics").body.find("atrium_live_paused_total 0\n") ==
             std::string::npos);
  for (std::int64_t expected = 1; expected <= count; ++expected)
    BOOST_REQUIRE(next_position(slow) == expected);
}

BOOST_AUTO_TEST_CASE(a_position_beyond_the_head_is_closed_with_a_reason) {
  House house;
  auto client = house.client();
  BOOST_REQUIRE(client.upgrade(feed + "&from=9").status == 101);
  BOOST_TEST(client.receive_frame()->json().at("code").as_string() == "feed.beyond_head");
  const auto frame = client.receive_frame();
  BOOST_REQUIRE(frame.has_value());
  BOOST_TEST(frame->opcode == 8);
  BOOST_TEST(frame->close_code() == 4416);
  BOOST_TEST(frame->payload.substr(2) == "feed.beyond_head");
}

BOOST_AUTO_TEST_CASE(a_position_of_another_epoch_is_closed_with_a_reason) {
  House house;
  auto client = house.client();
  house.runtime.commit("chengmai", 5);
  house.runtime.raise_epoch("chengmai");
  house.runtime.commit("chengmai", 5);
  BOOST_REQUIRE(client.upgrade(feed + "&from=8&epoch=1").status == 101);
  const auto told = client.receive_frame()->json();
  BOOST_TEST(told.at("code").as_string() == "feed.epoch_changed");
  BOOST_TEST(told.at("epoch").as_int64() == 2);
  BOOST_TEST(told.at("from").as_int64() == 5);
  BOOST_TEST(client.receive_frame()->close_code() == 4409);
}

BOOST_AUTO_TEST_CASE(a_reader_who_stopped_before_the_new_epoch_goes_on_in_it) {
  House house;
  house.runtime.commit("chengmai", 5);
  house.runtime.raise_epoch("chengmai");
  house.runtime.commit("chengmai", 5);
  auto client = house.client();
  BOOST_TEST(open(client, feed + "&from=4&epoch=1").at("epoch").as_int64() == 2);
  for (std::int64_t position = 5; position <= 10; ++position) {
    BOOST_TEST(next_position(client) == position);
  }
}

BOOST_AUTO_TEST_CASE(a_client_that_pings_and_never_reads_is_let_go) {
  House house;
  auto client = house.client();
  auto observer = house.client();
  open(client, feed);
  const auto followed = [&] {
    return observer.get("/metrics").body.find("\natrium_live_clients 1\n") != std::string::npos;
  };
  BOOST_TEST(followed());
  const std::string payload(125, 'x');
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (followed() && std::chrono::steady_clock::now() < end) {
    for (int i = 0; i < 2000; ++i) client.send_frame(9, payload);
  }
  BOOST_TEST(!followed());
}

BOOST_AUTO_TEST_CASE(what_cannot_be_followed_is_answered_before_the_upgrade) {
  House house;
  BOOST_TEST(house.client().upgrade(feed + "&from=-1").field() == "from");
  BOOST_TEST(house.client().upgrade(feed + "&from=x").status == 422);
  BOOST_TEST(house.client().upgrade("/api/v1/live").field() == "hall");
  BOOST_TEST(house.client().upgrade("/api/v1/live?hall=nowhere").code() == "hall.unknown");
  BOOST_TEST(house.client().upgrade(feed, {{"Origin", "http://evil.example"}}).code() ==
             "origin.not_allowed");
  BOOST_TEST(house.client().upgrade(feed, {{"Host", "evil.example"}}).code() == "host.not_allowed");
  BOOST_TEST(house.client().get(feed).code() == "live.upgrade_required");
  BOOST_TEST(house.client().upgrade("/healthz").status == 200);
}

BOOST_AUTO_TEST_CASE(a_ping_is_answered_and_a_close_returned) {
  House house;
  auto client = house.client();
  open(client, feed);
  client.send_frame(9, "are you there");
  const auto pong = client.receive_frame();
  BOOST_REQUIRE(pong.has_value());
  BOOST_TEST(pong->opcode == 10);
  BOOST_TEST(pong->payload == "are you there");
  client.send_frame(8, std::string("\x03\xe8", 2));
  BOOST_TEST(client.receive_frame()->opcode == 8);
  BOOST_TEST(client.closed());
}

BOOST_AUTO_TEST_CASE(a_client_that_leaves_is_forgotten) {
  House house;
  {
    auto client = house.client();
    open(client, feed);
    BOOST_TEST(house.client().get("/metrics").body.find("atrium_live_clients 1\n") !=
               std::string::npos);
  }
  auto watcher = house.client();
  while (watcher.get("/metrics").body.find("atrium_live_clients 0\n") == std::string::npos)
    std::this_thread::yield();
}

BOOST_AUTO_TEST_CASE(a_frame_of_impossible_length_ends_the_connection_and_nothing_else) {
  House house;
  auto client = house.client();
  open(client, feed);
  client.send_frame_head(2, std::uint64_t{1} << 40);
  BOOST_TEST(client.closed());
  BOOST_TEST(house.client().get("/healthz").status == 200);
}

BOOST_AUTO_TEST_CASE(a_server_that_stops_says_so) {
  House house;
  auto client = house.client();
  open(client, feed);
  house.server->stop();
  const auto frame = client.receive_frame();
  BOOST_REQUIRE(frame.has_value());
  BOOST_TEST(frame->close_code() == 1001);
}

BOOST_AUTO_TEST_CASE(frames_are_measured_by_their_heads_however_they_are_cut) {
  const std::string small = "\x82\x05hello";
  const std::string medium = std::string("\x82\xfe\x01\x00mask", 8) + std::string(256, 'x');
  const std::string huge("\x82\x7f\x00\x00\x00\x00\x7f\xff\xff\xff", 10);
  for (std::size_t step = 1; step < 12; ++step) {
    http::FrameGuard guard;
    const auto good = small + medium + small;
    for (std::size_t i = 0; i < good.size(); i += step)
      BOOST_TEST(guard.accept(std::string_view(good).substr(i, step)));
    bool refused = false;
    for (std::size_t i = 0; i < huge.size(); i += step)
      refused = !guard.accept(std::string_view(huge).substr(i, step));
    BOOST_TEST(refused);
  }
}

BOOST_AUTO_TEST_SUITE_END()
