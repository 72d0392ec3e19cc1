// Sound is made, is a WAV file, is not silent, and is no longer than the queue is told. Not whether
// it is beautiful.
#include "adapters/speech/speech.hpp"
#include "adapters/speech/wave.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstring>
#include <future>

using namespace atrium;
using namespace atrium::speech;
using boost::unit_test::description;

namespace {

const PartitionId hall{"h"};
const Saying call{"请A102号到3号窗口办理", "Ticket A102, please go to window 3."};

std::uint32_t number_at(const std::string& wav, std::size_t place, int bytes) {
  std::uint32_t value = 0;
  for (int i = bytes - 1; i >= 0; --i) {
    value = value << 8U | static_cast<unsigned char>(wav.at(place + static_cast<std::size_t>(i)));
  }
  return value;
}

double seconds(const std::string& wav) {
  return static_cast<double>(number_at(wav, 40, 4)) / 2 / samples_per_second;
}

// The root of the mean square of the samples between two times.
double loudness(const std::string& wav, double from, double to) {
  const auto at = [](double time) {
    return 44 + 2 * static_cast<std::size_t>(time * samples_per_second);
  };
  double sum = 0;
  std::size_t count = 0;
  for (auto i = at(from); i + 1 < std::min(at(to), wav.size()); i += 2, ++count) {
    std::int16_t sample = 0;
    std::memcpy(&sample, wav.data() + i, 2);
    sum += double{static_cast<double>(sample)} * sample;
  }
  return count == 0 ? 0 : std::sqrt(sum / static_cast<double>(count));
}

Speech::Options options(std::size_t cache_bytes, std::size_t waiting_max) {
  return {{{hall, {}}}, cache_bytes, waiting_max};
}

std::string made(const HallSpeech& how, const Saying& saying) {
  auto wav = make_wav(how, saying);
  BOOST_TEST_REQUIRE(wav.has_value(), wav.error().what);
  return *wav;
}

Result<Wav> made(Speech& speech, const PartitionId& of, const Saying& saying) {
  std::promise<Result<Wav>> told;
  speech.make(of, saying, [&](Result<Wav> wav) { told.set_value(std::move(wav)); });
  return told.get_future().get();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(speech)

BOOST_AUTO_TEST_CASE(an_announcement_is_a_wave_file_that_is_not_silent, *description("[Q-26]")) {
  const auto wav = made(HallSpeech{}, call);
  BOOST_TEST(wav.substr(0, 4) == "RIFF");
  BOOST_TEST(wav.substr(8, 8) == "WAVEfmt ");
  BOOST_TEST(number_at(wav, 4, 4) == wav.size() - 8);
  BOOST_TEST(number_at(wav, 22, 2) == 1U);  // Mono.
  BOOST_TEST(number_at(wav, 24, 4) == 22'050U);
  BOOST_TEST(number_at(wav, 34, 2) == 16U);
  BOOST_TEST(number_at(wav, 40, 4) == wav.size() - 44);
  BOOST_TEST(seconds(wav) > 6);
  for (double at = 0; at + 1 < seconds(wav); at += 1) {
    BOOST_TEST(loudness(wav, at, at + 1) > 200, "silent from second " << at);
  }
  BOOST_TEST(loudness(wav, seconds(wav) - 0.3, seconds(wav)) == 0);  // Apart from the next.
}

BOOST_AUTO_TEST_CASE(the_bell_comes_first_then_chinese_then_english, *description("[Q-26]")) {
  const auto length = [](bool bell, const Saying& saying) {
    return seconds(made({bell, false, {}}, saying));
  };
  const auto tail = length(false, {});
  const auto bell = length(true, {}) - tail;
  const auto zh = length(false, {call.zh, ""}) - tail;
  const auto en = length(false, {"", call.en}) - tail;
  BOOST_TEST(bell > 0.5);
  BOOST_TEST(zh > 2);
  BOOST_TEST(en > 1.5);
  const auto whole = made({true, false, {}}, call);
  BOOST_TEST(std::abs(seconds(whole) - (bell + zh + en + tail + 0.35)) < 0.05);
  const auto chinese = made({false, false, {}}, {call.zh, ""});
  const auto begin = 44 + 2 * static_cast<std::size_t>(std::round(bell * samples_per_second));
  BOOST_TEST((whole.substr(begin, 20'000) == chinese.substr(44, 20'000)));
}

BOOST_AUTO_TEST_CASE(every_digit_takes_its_time, *description("[Q-26]")) {
  const auto length = [](const std::string& zh) {
    return seconds(made({false, false, {}}, {zh, ""}));
  };
  BOOST_TEST(length("请A102号") > length("请A12号") + 0.1);
  BOOST_TEST(length("请A1002号") > length("请A102号") + 0.1);
}

BOOST_AUTO_TEST_CASE(what_was_made_is_kept_while_there_is_room) {
  Speech speech(options(1'000'000, 64));
  const auto first = made(speech, hall, call);
  BOOST_TEST_REQUIRE(first.has_value(), first.error().what);
  BOOST_TEST((made(speech, hall, call)->get() == first->get()));
  for (int i = 1; i < 6; ++i) {
    BOOST_TEST(made(speech, hall, {"请A00" + std::to_string(i) + "号到3号窗口", ""}).has_value());
    BOOST_TEST(speech.cached_bytes() <= 1'000'000U);
  }
  const auto again = made(speech, hall, call);
  BOOST_TEST((again->get() != first->get()));
  BOOST_TEST((**again == **first));
}

BOOST_AUTO_TEST_CASE(an_estimate_is_rather_too_long_than_too_short, *description("[Q-26]")) {
  for (const auto& saying : {call, Saying{call.zh, ""}, Saying{"", call.en},
                             Saying{"请B9999号到99号窗口办理（重呼）", ""},
                             Saying{"", "Once more: ticket B9999, please go to window 99."}}) {
    const std::chrono::duration<double> estimate = estimated_length(saying);
    BOOST_TEST(estimate.count() >= seconds(made(HallSpeech{}, saying)));
  }
}

BOOST_AUTO_TEST_CASE(too_much_at_once_is_refused_and_what_waits_is_told_of_the_stop) {
  std::vector<std::future<Result<Wav>>> told;
  {
    Speech speech(options(1'000'000, 3));
    for (int i = 0; i < 8; ++i) {
      auto promise = std::make_shared<std::promise<Result<Wav>>>();
      told.push_back(promise->get_future());
      speech.make(hall, {"请A" + std::to_string(i) + "号到3号窗口办理", ""},
                  [promise](Result<Wav> wav) { promise->set_value(std::move(wav)); });
    }
  }
  int failed = 0;
  for (auto& one : told) failed += one.get().has_value() ? 0 : 1;
  BOOST_TEST(failed >= 1);
}

BOOST_AUTO_TEST_SUITE_END()
