// The rules of the hall as a whole: who it is, when it is open, how it calls, what its screens say.
#include "ops/halls/time_zone.hpp"
#include "ops/halls/toml/draft.hpp"
#include "ops/halls/toml/time_of_day.hpp"

#include <fmt/format.h>

#include <array>
#include <map>
#include <string>
#include <utility>

namespace atrium::halls {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::array<std::string_view, 7> weekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                      "friday", "saturday", "sunday"};
constexpr int metres_max = 500;
constexpr std::string_view period_mend = "write it like \"08:30-12:00\"";

void read_time_zone(Section& file, Draft& draft) {
  const auto name = file.text("time_zone", word_form);
  if (name.empty()) return;
  if (auto zone = time_zone(name)) {
    draft.hall.time_zone = std::move(*zone);
  } else {
    file.fault("time_zone", fmt::format("this machine knows no time zone \"{}\"", name),
               "use a name of the tz database, such as \"Asia/Shanghai\"");
  }
}

void read_reset(Section& file, Draft& draft) {
  const auto text = file.text("reset", word_form);
  if (text.empty()) return;
  const auto time = time_of_day(text);
  if (!time || *time == std::chrono::hours{24}) {
    file.fault("reset", fmt::format("\"{}\" is not a time of day", text),
               "write it like \"04:00\", from 00:00 to 23:59");
    return;
  }
  draft.hall.reset = *time;
}

void read_mode(Section& file, Draft& draft) {
  const auto text = file.text("mode", word_form);
  if (text == "voiced") draft.hall.mode = Mode::voiced;
  if (text == "silent") draft.hall.mode = Mode::silent;
  if (text.empty() || text == "voiced" || text == "silent" || text == "both") return;
  file.fault("mode", fmt::format("there is no mode \"{}\"", text),
             "use \"voiced\", \"silent\" or \"both\"");
}

// Whether a period may stand: in order by itself, after the one before it, and not across the day's
// turn.
bool is_sound(const Period& next, const Word& as, const std::vector<Period>& before, minutes reset,
              Faults& faults) {
  if (next.begins >= next.ends) {
    faults.add(as.place, fmt::format("\"{}\" ends before it begins", as.text),
               "put the earlier time first");
    return false;
  }
  if (!before.empty() && next.begins < before.back().ends) {
    faults.add(as.place, fmt::format("\"{}\" begins before the period before it ends", as.text),
               "put the periods of a day in order, without overlap");
    return false;
  }
  if (next.begins < reset && reset < next.ends) {
    faults.add(as.place, fmt::format("the hall's reset time lies inside \"{}\"", as.text),
               "set reset to a time at which the hall is closed");
    return false;
  }
  return true;
}

void read_no_show(Section& section, Calling& calling) {
  static const std::map<std::string, NoShow> places{{"none", NoShow::none},
                                                    {"end", NoShow::end},
                                                    {"after_n", NoShow::after_n},
                                                    {"front", NoShow::front}};
  const auto text = section.optional_text("no_show", word_form).value_or("none");
  const auto found = places.find(text);
  if (found == places.end()) {
    section.fault("no_show", fmt::format("a no-show ticket cannot return to \"{}\"", text),
                  "use \"none\", \"end\", \"after_n\" or \"front\"");
  } else {
    calling.no_show = found->second;
  }
  calling.no_show_after = section.integer("no_show_after", {1, 99}, calling.no_show_after);
  calling.no_show_returns = section.integer("no_show_returns", {1, 99}, calling.no_show_returns);
}

}  // namespace

std::vector<Period> read_periods(Section& section, std::string_view key, Draft& draft) {
  std::vector<Period> periods;
  for (const auto& word : section.words(key, word_form)) {
    const auto next = period(word.text);
    if (!next) {
      draft.faults.add(word.place, fmt::format("\"{}\" is not a period of a day", word.text),
                       std::string(period_mend));
    } else if (is_sound(*next, word, periods, draft.hall.reset, draft.faults)) {
      periods.push_back(*next);
    }
  }
  return periods;
}

Name read_name(Section& section) {
  Name name{section.text("name", name_form), {}};
  static const Form english{name_form.fits, 80, "write 1 to 80 characters in one line",
                            "\"Passports\""};
  name.en = section.optional_text("name_en", english).value_or(name.zh);
  return name;
}

void read_head(Section& file, Draft& draft) {
  draft.hall.hall = PartitionId{file.text("hall", id_form)};
  if (draft.hall.hall.value == "org") {
    file.fault("hall", "a hall cannot be called \"org\"",
               "choose another id: \"org\" is what all halls of a node share");
  }
  draft.hall.name = read_name(file);
  read_time_zone(file, draft);
  read_reset(file, draft);
  read_mode(file, draft);
  draft.hall.carry_over = file.flag("carry_over", false);
  draft.hall.width = metres_max;
  draft.hall.depth = metres_max;
  if (auto floor = file.child("floor")) {
    draft.hall.width = floor->integer("width", {5, metres_max}).value_or(metres_max);
    draft.hall.depth = floor->integer("depth", {5, metres_max}).value_or(metres_max);
    floor->refuse_unknown_keys();
  }
}

void read_hours(Section& file, Draft& draft) {
  auto hours = file.child("hours");
  if (!hours) return;
  bool is_ever_open = false;
  for (std::size_t day = 0; day < weekdays.size(); ++day) {
    draft.hall.hours[day] = read_periods(*hours, weekdays[day], draft);
    is_ever_open = is_ever_open || hours->has(weekdays[day]);
  }
  if (!is_ever_open) {
    draft.faults.add(hours->place(), "the hall is never open",
                     "give a weekday its periods: monday = [\"08:30-12:00\", \"14:30-17:30\"]");
  }
  hours->refuse_unknown_keys();
}

void read_calling(Section& file, Draft& draft) {
  if (!file.has("calling")) return;
  auto section = file.child("calling");
  if (!section) return;
  auto& calling = draft.hall.calling;
  calling.calls_max = section->integer("calls_max", {1, 10}, calling.calls_max);
  calling.undo = seconds{section->integer("undo_s", {0, 600}, 60)};
  calling.bound = minutes{section->integer("bound_min", {0, 600}, 30)};
  const auto transfer = section->optional_text("transfer", word_form).value_or("seniority");
  calling.transfer_to_front = transfer == "front";
  if (transfer != "front" && transfer != "seniority") {
    section->fault("transfer", fmt::format("a transferred ticket cannot join by \"{}\"", transfer),
                   "use \"seniority\" or \"front\"");
  }
  calling.strategy = read_strategy_name(*section, draft);
  read_no_show(*section, calling);
  section->refuse_unknown_keys();
}

void read_messages(Section& file, Draft& draft) {
  if (!file.has("messages")) return;
  auto section = file.child("messages");
  if (!section) return;
  auto& messages = draft.hall.messages;
  messages.channel = section->optional_text("channel", word_form).value_or(messages.channel);
  if (messages.channel != "sms" && messages.channel != "wechat") {
    section->fault("channel", fmt::format("there is no channel \"{}\"", messages.channel),
                   "use \"sms\" or \"wechat\"");
  }
  messages.remind_ahead = section->integer("remind_ahead", {0, 99}, messages.remind_ahead);
  for (const auto& [key, text] :
       {std::pair{"call", &messages.call}, std::pair{"reminder", &messages.reminder}}) {
    const auto english = std::string(key) + "_en";
    text->zh = section->optional_text(key, sentence_form).value_or(text->zh);
    text->en = section->optional_text(english, sentence_form).value_or(text->en);
  }
  section->refuse_unknown_keys();
}

void read_statistics(Section& file, Draft& draft) {
  if (!file.has("statistics")) return;
  auto section = file.child("statistics");
  if (!section) return;
  draft.hall.statistics.wait_target = minutes{section->integer("wait_target_min", {1, 240}, 15)};
  section->refuse_unknown_keys();
}

namespace {

void read_rating_link(Section& ratings, Draft& draft) {
  if (!ratings.has("link")) return;
  auto section = ratings.child("link");
  if (!section) return;
  RatingLink link;
  link.address = section->text("address", sentence_form);
  const bool web = link.address.starts_with("https://") || link.address.starts_with("http://");
  if (!link.address.empty() && (!web || link.address.ends_with('/'))) {
    section->fault("address", fmt::format("\"{}\" is no address of a site", link.address),
                   "write https:// and the host, without / at the end");
  }
  constexpr int day_min = 24 * 60;
  link.after = std::chrono::minutes(
      section->integer("after_min", {0, day_min}, static_cast<int>(link.after.count())));
  link.valid = std::chrono::days(
      section->integer("valid_days", {1, 60}, static_cast<int>(link.valid.count())));
  for (const auto& [key, text] : {std::pair{"text", &link.text.zh}, {"text_en", &link.text.en}}) {
    *text = section->optional_text(key, sentence_form).value_or(*text);
    if (text->find("{link}") == std::string::npos) {
      section->fault(key, "a message without its link", "write {link} where it is to stand");
    }
  }
  section->refuse_unknown_keys();
  draft.hall.ratings.link = std::move(link);
}

}  // namespace

void read_ratings(Section& file, Draft& draft) {
  if (!file.has("ratings")) return;
  auto section = file.child("ratings");
  if (!section) return;
  auto& ratings = draft.hall.ratings;
  ratings.rate_days = section->integer("rate_days", {1, 60}, ratings.rate_days);
  ratings.accept_days = section->integer("accept_days", {1, 60}, ratings.accept_days);
  ratings.close_days = section->integer("close_days", {1, 60}, ratings.close_days);
  ratings.three_stars_followed =
      section->flag("three_stars_followed", ratings.three_stars_followed);
  if (ratings.close_days < ratings.accept_days) {
    section->fault("close_days", "a rating would have to be answered before it is taken up",
                   "give close_days at least as many days as accept_days");
  }
  read_rating_link(*section, draft);
  section->refuse_unknown_keys();
}

void read_texts(Section& file, Draft& draft) {
  auto zh = file.child("texts");
  auto en = file.child("texts_en");
  auto& texts = draft.hall.texts;
  for (const auto& [key, text] :
       {std::pair{"welcome", &texts.welcome}, std::pair{"pause", &texts.pause},
        std::pair{"staff_away", &texts.staff_away}, std::pair{"closed", &texts.closed}}) {
    if (zh) text->zh = zh->text(key, sentence_form);
    if (en) text->en = en->text(key, sentence_form);
  }
  if (zh) zh->refuse_unknown_keys();
  if (en) en->refuse_unknown_keys();
}

}  // namespace atrium::halls
