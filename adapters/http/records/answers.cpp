// All loops run over the one list of definitions.
#include "adapters/http/records/answers.hpp"

#include <algorithm>
#include <cmath>

namespace atrium::http {
namespace {

namespace json = boost::json;
using namespace statistics;

constexpr std::chrono::minutes bin{5};
constexpr std::size_t bins = 13;  // The last one: an hour and longer.

json::string text_of(std::string_view text) { return json::string(text.data(), text.size()); }

template <class Enum>
std::string word_of(Enum value) {
  std::string text = boost::describe::enum_to_string(value, "");
  if (text.ends_with('_')) text.pop_back();  // void_ keeps off a keyword.
  return text;
}

double rounded(double value) { return std::round(value * 10'000) / 10'000; }

json::value number_json(const Definition& definition, const std::optional<double>& value) {
  if (!value) return nullptr;
  if (definition.unit == Unit::tickets) return static_cast<std::int64_t>(*value);
  return rounded(*value);
}

json::object figures_json(const Figures& figures) {
  json::object out;
  for (const auto& definition : definitions()) {
    out[text_of(definition.key)] = number_json(definition, definition.read(figures));
  }
  json::array waits;
  std::array<int, bins> count{};
  for (const auto wait : figures.waits) {
    ++count[std::min(bins - 1, static_cast<std::size_t>(wait / bin))];
  }
  for (const int one : count) waits.push_back(one);
  out["wait_bins"] = std::move(waits);
  return out;
}

template <class Entries, class Key>
FaceNames names_in(const Entries& entries, Key key, const std::string& wanted) {
  const auto found = std::ranges::find(entries, wanted, key);
  return found == entries.end() ? FaceNames{wanted, wanted} : FaceNames{*found};
}

FaceNames names_of(const HallFace& face, By by, const std::string& key) {
  switch (by) {
    case By::service:
      return names_in(face.services, &FaceService::service, key);
    case By::window:
      return names_in(face.windows, &FaceWindow::window, key);
    case By::zone:
      return names_in(face.zones, &FaceZone::zone, key);
    case By::hall:
      return face;
    case By::staff:
    case By::half_hour:
    case By::day:
      break;
  }
  return {key, key};
}

json::array definitions_json() {
  json::array out;
  for (const auto& one : definitions()) {
    out.push_back(json::object{{"key", text_of(one.key)},
                               {"unit", word_of(one.unit)},
                               {"name", text_of(one.name)},
                               {"name_en", text_of(one.name_en)},
                               {"meaning", text_of(one.meaning)},
                               {"meaning_en", text_of(one.meaning_en)},
                               {"tickets", !one.made_of.empty()}});
  }
  return out;
}

std::vector<sheets::Cell> row_of(std::vector<sheets::Cell> head, const Figures& figures) {
  for (const auto& definition : definitions()) {
    const auto value = definition.read(figures);
    head.emplace_back(value ? sheets::Cell(rounded(*value)) : sheets::Cell());
  }
  return head;
}

std::string unit_in_words(Unit unit, bool english) {
  switch (unit) {
    case Unit::tickets:
      return english ? "tickets" : "票";
    case Unit::seconds:
      return english ? "s" : "秒";
    case Unit::share:
      return english ? "share" : "占比";
    case Unit::people:
      return english ? "people" : "人";
    case Unit::level:
      return english ? "1–5" : "1–5 级";
  }
  return "";
}

template <class Id>
void put(json::object& out, const char* name, const Id& id) {
  if (!id.empty()) out[name] = id.value;
}

json::object episode_json(const Episode& episode) {
  json::object out{{"service", episode.service.value},
                   {"arrived_at", to_iso8601(episode.arrived)},
                   {"outcome", word_of(episode.outcome)},
                   {"recalls", episode.recalls}};
  const auto seconds = [](Duration time) { return std::chrono::duration<double>(time).count(); };
  put(out, "window", episode.window);
  put(out, "staff", episode.staff);
  if (episode.called) out["called_at"] = to_iso8601(*episode.called);
  if (episode.started) {
    out["started_at"] = to_iso8601(*episode.started);
    out["waited_s"] = seconds(episode.waited);
    out["served_s"] = seconds(episode.served);
  }
  if (episode.parked > Duration{}) out["parked_s"] = seconds(episode.parked);
  if (episode.ended) out["ended_at"] = to_iso8601(*episode.ended);
  if (episode.level) out["level"] = *episode.level;
  return out;
}

json::object step_json(const Step& step) {
  json::object out{
      {"position", step.position}, {"at", to_iso8601(step.at)}, {"step", word_of(step.kind)}};
  put(out, "service", step.service);
  put(out, "window", step.window);
  put(out, "staff", step.staff);
  if (step.value != 0) {
    out[step.kind == StepKind::evaluated ? "level" : "call"] = step.value;
  }
  if (!step.note.empty()) out["note"] = step.note;
  if (step.struck) out["undone"] = true;
  return out;
}

}  // namespace

json::object table_json(const HallFace& face, const Ask& ask, const Table& table) {
  json::object out{{"hall", face.hall},
                   {"from", to_text(ask.from)},
                   {"to", to_text(ask.to)},
                   {"by", word_of(ask.by)},
                   {"begin", to_iso8601(table.begin)},
                   {"end", to_iso8601(table.end)},
                   {"time_zone", face.time_zone},
                   {"wait_target_s", face.wait_target_s},
                   {"wait_bin_s", std::chrono::seconds(bin).count()},
                   {"definitions", definitions_json()},
                   {"total", figures_json(table.total)}};
  json::array groups;
  for (const auto& group : table.groups) {
    const auto names = names_of(face, ask.by, group.key);
    groups.push_back(json::object{{"key", group.key},
                                  {"name", names.name},
                                  {"name_en", names.name_en},
                                  {"figures", figures_json(group.figures)}});
  }
  out["groups"] = std::move(groups);
  return out;
}

std::vector<sheets::Sheet> table_sheets(const HallFace& face, const Ask& ask, const Table& table,
                                        bool english) {
  sheets::Sheet figures{english ? "Figures" : "统计", {}, {}};
  sheets::Sheet meanings{english ? "Definitions" : "定义", {}, {}};
  figures.head =
      english ? std::vector<std::string>{"Key", "Name"} : std::vector<std::string>{"编号", "名称"};
  meanings.head = english ? std::vector<std::string>{"Figure", "Unit", "Definition"}
                          : std::vector<std::string>{"指标", "单位", "定义"};
  for (const auto& one : definitions()) {
    const std::string name(english ? one.name_en : one.name);
    const auto unit = unit_in_words(one.unit, english);
    figures.head.push_back(name + " (" + unit + ")");
    meanings.rows.push_back({name, unit, std::string(english ? one.meaning_en : one.meaning)});
  }
  for (const auto& group : table.groups) {
    const auto names = names_of(face, ask.by, group.key);
    figures.rows.push_back(
        row_of({group.key, english ? names.name_en : names.name}, group.figures));
  }
  if (ask.by != By::hall) {
    figures.rows.push_back(
        row_of({std::string(), std::string(english ? "Whole hall" : "全厅")}, table.total));
  }
  return {std::move(figures), std::move(meanings)};
}

json::object visit_json(const Visit& visit) {
  const auto course = course_of(visit);
  const auto& last = course.episodes.back();
  json::object out{{"ticket", visit.ticket.value},
                   {"number", visit.number},
                   {"day", to_text(visit.day)},
                   {"channel", visit.channel},
                   {"booked", visit.booked},
                   {"state", word_of(course.stand)},
                   {"service", last.service.value},
                   {"issued_at", to_iso8601(course.episodes.front().arrived)},
                   {"episodes", course.episodes.size()}};
  put(out, "window", last.window);
  put(out, "staff", last.staff);
  if (last.started) {
    out["waited_s"] = std::chrono::duration<double>(last.waited).count();
    out["served_s"] = std::chrono::duration<double>(last.served).count();
  }
  if (last.ended) out["ended_at"] = to_iso8601(*last.ended);
  for (const auto& episode : course.episodes) {
    if (episode.level) out["level"] = *episode.level;
  }
  return out;
}

json::object history_json(const Visit& visit) {
  auto out = visit_json(visit);
  json::array episodes;
  for (const auto& episode : course_of(visit).episodes) episodes.push_back(episode_json(episode));
  json::array steps;
  for (const auto& step : visit.steps) steps.push_back(step_json(step));
  out["episodes"] = std::move(episodes);
  out["steps"] = std::move(steps);
  return out;
}

}  // namespace atrium::http
