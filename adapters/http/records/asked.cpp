// Names the first field at fault.
#include "adapters/http/records/asked.hpp"

#include "actors/limits.hpp"
#include "actors/statistics/definitions.hpp"
#include "adapters/front/form.hpp"
#include "adapters/http/message/fields.hpp"

#include <fmt/format.h>

#include <charconv>

namespace atrium::http {
namespace {

using namespace statistics;

constexpr int days_max = 366;
constexpr int half_hour_days_max = 31;
constexpr std::size_t number_max_length = 10;  // Of a ticket, never of a person.
constexpr std::int64_t listed_max = 500;
constexpr std::int64_t skipped_max = 1'000'000;

Problem invalid(const std::string& field, const std::string& why) {
  return {422, "request.invalid", field + ": " + why, field};
}

// Reads field by field; after a fault it gives nothing and says nothing more.
class Reader {
 public:
  explicit Reader(const Query& query) : query_(query) {}

  std::optional<std::string> text(const char* name, std::size_t length) {
    const auto found = query_.find(name);
    if (found == query_.end() || found->second.empty()) return std::nullopt;
    const auto& text = found->second;
    if (text.size() <= length && front::is_utf8(text) && !front::has_control(text)) return text;
    return fault(name, fmt::format("must be plain text of at most {} bytes", length));
  }

  template <class Id>
  std::optional<Id> id(const char* name) {
    const auto text = this->text(name, limits::id_max);
    return text ? std::optional(Id(*text)) : std::nullopt;
  }

  template <class Enum>
  std::optional<Enum> word(const char* name) {
    const auto text = this->text(name, limits::id_max);
    if (!text) return std::nullopt;
    Enum value{};
    const auto as_named = *text == "void" ? "void_" : *text;
    if (boost::describe::enum_from_string(as_named.c_str(), value)) return value;
    fault(name, "is none of the known words; see the OpenAPI document");
    return std::nullopt;
  }

  std::optional<Day> day(const char* name) {
    const auto text = this->text(name, limits::id_max);
    if (!text) return std::nullopt;
    int year = 0;
    unsigned month = 0;
    unsigned date = 0;
    const auto number = [&](std::size_t from, std::size_t length, auto& to) {
      const auto* begin = text->data() + from;
      return std::from_chars(begin, begin + length, to).ptr == begin + length;
    };
    const bool read = text->size() == 10 && (*text)[4] == '-' && (*text)[7] == '-' &&
                      number(0, 4, year) && number(5, 2, month) && number(8, 2, date);
    const std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month{month},
                                          std::chrono::day{date}};
    if (read && ymd.ok() && year >= 1970) {
      const std::chrono::sys_days days = ymd;
      return Day{static_cast<int>(days.time_since_epoch().count())};
    }
    fault(name, "must be a day like 2026-11-21");
    return std::nullopt;
  }

  std::optional<int> integer(const char* name, std::int64_t low, std::int64_t high) {
    const auto number = query_integer(query_, name, low, high, fault_);
    return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
  }

  std::optional<std::string> fault(const std::string& field, const std::string& why) {
    if (!fault_) fault_ = invalid(field, why);
    return std::nullopt;
  }
  [[nodiscard]] const std::optional<Problem>& trouble() const { return fault_; }

 private:
  const Query& query_;
  std::optional<Problem> fault_;
};

}  // namespace

std::variant<AskedFigures, Problem> read_figures(const Query& query, const HallFace& face,
                                                 Instant now) {
  Reader reader(query);
  AskedFigures asked;
  asked.days = {reader.day("from"), reader.day("to")};
  asked.ask.by = reader.word<By>("by").value_or(By::hall);
  asked.ask.service = reader.id<ServiceId>("service");
  asked.ask.window = reader.id<WindowId>("window");
  asked.ask.staff = reader.id<StaffId>("staff");
  asked.ask.target = std::chrono::seconds{face.wait_target_s};
  asked.ask.now = now;
  for (const auto& window : face.windows) {
    asked.ask.zones.emplace(window.window, ZoneId(window.zone));
  }
  if (reader.trouble()) return *reader.trouble();
  return asked;
}

std::variant<Ask, Problem> with_days(const AskedFigures& asked, const Calendar& calendar) {
  auto ask = asked.ask;
  const auto today = business_day(calendar.zone, calendar.reset, ask.now);
  ask.from = asked.days.from.value_or(asked.days.to.value_or(today));
  ask.to = asked.days.to.value_or(ask.from);
  if (ask.to < ask.from) return invalid("to", "must not be before from");
  const int most = ask.by == By::half_hour ? half_hour_days_max : days_max;
  if (ask.to.days - ask.from.days >= most) {
    return invalid("to", fmt::format("at most {} days at once, by this grouping", most));
  }
  return ask;
}

std::variant<AskedTickets, Problem> read_made_of(const Query& query) {
  Reader reader(query);
  AskedTickets asked;
  asked.group = reader.text("group", limits::id_max).value_or("hall");
  const auto figure = reader.text("figure", limits::id_max);
  const auto* definition = find_definition(figure.value_or("arrived"));
  if (definition == nullptr || definition->made_of.empty()) {
    reader.fault("figure", "is no figure that is made of tickets");
  }
  if (reader.trouble()) return *reader.trouble();
  asked.counts = definition->made_of;
  return asked;
}

std::variant<Search, Problem> read_search(const Query& query) {
  Reader reader(query);
  Search search;
  search.from = reader.day("from");
  search.to = reader.day("to");
  search.number = reader.text("number", limits::id_max);
  if (search.number && search.number->size() > number_max_length) {
    reader.fault("number", "is no ticket's number; people are never looked up by an address");
  }
  search.state = reader.word<Stand>("state");
  search.service = reader.id<ServiceId>("service");
  search.window = reader.id<WindowId>("window");
  search.staff = reader.id<StaffId>("staff");
  search.level = reader.integer("level", 1, 5);
  search.limit = reader.integer("limit", 1, listed_max).value_or(search.limit);
  search.skip = reader.integer("skip", 0, skipped_max).value_or(0);
  if (reader.trouble()) return *reader.trouble();
  return search;
}

}  // namespace atrium::http
