// How a hall speaks, and whether everything that it would say can be read aloud.
#include "devices/speaker/speech/reading.hpp"
#include "ops/halls/toml/draft.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <string_view>

namespace atrium::halls {
namespace {

constexpr std::array<std::string_view, 4> places = {"{number}", "{window}", "{name}", "{zone}"};

// A text with places to be filled in; any other brace is a slip of the pen, and nobody need ask
// how that is read aloud: false.
bool read_template(Section& section, std::string_view key, std::string& text) {
  text = section.optional_text(key, sentence_form).value_or(text);
  auto rest = text;
  for (const auto place : places) {
    for (auto at = rest.find(place); at != std::string::npos; at = rest.find(place)) {
      rest.erase(at, place.size());
    }
  }
  if (rest.find_first_of("{}") != std::string::npos) {
    section.fault(key, fmt::format("\"{}\" has a place that nothing fills", text),
                  fmt::format("use only {}", fmt::join(places, ", ")));
    return false;
  }
  if (text.find("{number}") == std::string::npos || text.find("{window}") == std::string::npos) {
    section.fault(key, fmt::format("\"{}\" does not say who is called where", text),
                  "put {number} and {window} into it");
  }
  return true;
}

void read_languages(Section& section, Speech& speech) {
  if (!section.has("languages")) return;
  speech.zh = speech.en = false;
  for (const auto& word : section.words("languages", word_form)) {
    if (word.text == "zh") {
      speech.zh = true;
    } else if (word.text == "en") {
      speech.en = true;
    } else {
      section.fault("languages", fmt::format("nobody speaks \"{}\" here", word.text),
                    "use \"zh\" and \"en\"");
    }
  }
  if (!speech.zh && !speech.en) {
    section.fault("languages", "no language is left to speak",
                  "write languages = [\"zh\", \"en\"]; mode = \"silent\" silences the hall");
  }
}

// One of a few words; the first is what holds without it.
std::size_t read_choice(Section& section, std::string_view key,
                        const std::vector<std::string_view>& words) {
  const auto text = section.optional_text(key, word_form).value_or(std::string(words.front()));
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == text) return i;
  }
  section.fault(key, fmt::format("{} cannot be \"{}\"", key, text),
                fmt::format("use one of {}", fmt::join(words, ", ")));
  return 0;
}

void read_readings(Section& section, Speech& speech) {
  for (const auto& word : section.words("readings", word_form)) {
    const auto blank = word.text.find(' ');
    const auto reading = blank == std::string::npos ? "" : word.text.substr(blank + 1);
    if (blank == 0 || !speech::is_pinyin(reading)) {
      section.fault("readings", fmt::format("\"{}\" is no reading", word.text),
                    "write the word, then its pinyin with tones 1 to 5: \"长安 chang2 an1\"");
      continue;
    }
    speech.readings.emplace_back(word.text.substr(0, blank), reading);
  }
}

}  // namespace

void read_speech(Section& file, Draft& draft) {
  if (!file.has("speech")) return;
  auto section = file.child("speech");
  if (!section) return;
  auto& speech = draft.hall.speech;
  const auto say = [&](std::string_view key, std::string& text) {
    if (read_template(*section, key, text)) {
      draft.texts_said.push_back({text, section->place(key), {}});
    }
  };
  say("call", speech.call.zh);
  say("recall", speech.recall.zh);
  read_template(*section, "call_en", speech.call.en);
  read_template(*section, "recall_en", speech.recall.en);
  read_languages(*section, speech);
  speech.rounds = section->integer("times", {1, 5}, speech.rounds);
  speech.bell = read_choice(*section, "bell", {"yes", "no"}) == 0;
  speech.yao = read_choice(*section, "digit_one", {"yi", "yao"}) == 1;
  speech.by = static_cast<Speech::By>(
      read_choice(*section, "speakers", {"board", "every_board", "displays"}));
  read_readings(*section, speech);
  section->refuse_unknown_keys();
}

void refuse_unreadable(Draft& draft) {
  const auto& speech = draft.hall.speech;
  if (!speech.zh) return;
  const speech::Reading reading(speech.readings, speech.yao);
  const auto says = [&](std::string_view place) {
    return speech.call.zh.find(place) != std::string::npos ||
           speech.recall.zh.find(place) != std::string::npos;
  };
  for (const auto& said : draft.texts_said) {
    auto text = said.text;
    for (const auto place : places) {
      for (auto at = text.find(place); at != std::string::npos; at = text.find(place)) {
        text.erase(at, place.size());
      }
    }
    if (!said.by.empty() && !says(said.by)) continue;
    for (const auto& character : reading.unreadable(text)) {
      draft.faults.add(
          said.place,
          fmt::format("nobody knows how to read \"{}\" aloud in \"{}\"", character, text),
          fmt::format("give its reading in [speech]: readings = [\"{} xx1\"]", character));
    }
  }
}

}  // namespace atrium::halls
