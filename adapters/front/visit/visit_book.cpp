// From events to visits (visit_book.hpp).
#include "adapters/front/visit/visit_book.hpp"

#include "actors/waiting_room/events.hpp"
#include "adapters/front/json_fields.hpp"

#include <boost/json.hpp>
#include <boost/mp11.hpp>

#include <algorithm>
#include <utility>

namespace atrium::front {
namespace {

namespace json = boost::json;
namespace mp = boost::mp11;
using evaluation::Phase;

constexpr std::size_t at_once = 2'000;

template <class Event, class Fact>
constexpr std::size_t number_of = mp::mp_find<Event, Fact>::value;

evaluation::Served served_of(const json::object& data, std::string_view when) {
  return {TicketId(text_at(data, "ticket")),   WindowId(text_at(data, "window")),
          StaffId(text_at(data, "staff")),     text_at(data, "number"),
          ServiceId(text_at(data, "service")), instant_at(data, when).value_or(Instant{})};
}

void rate(Visit& visit, const json::object& data) {
  auto served = served_of(data, "finished_at");
  if (!served.number.empty() || visit.served.number.empty()) visit.served = std::move(served);
  if (const auto* level = data.if_contains("level"); level != nullptr && level->is_int64())
    visit.level = static_cast<int>(level->get_int64());
  if (const auto* tags = array_at(data, "tags")) {
    for (const auto& tag : *tags)
      visit.tags.emplace_back(tag.is_string() ? std::string(tag.get_string()) : std::string());
  }
  visit.channel = text_at(data, "channel");
  visit.given_at = instant_at(data, "at").value_or(Instant{});
}

bool fits(const Visit& visit, const RatingFilter& filter, Instant now) {
  const auto any_or = [](const std::string& wanted, const std::string& is) {
    return wanted.empty() || wanted == is;
  };
  const auto& served = visit.served;
  const bool open = visit.phase && *visit.phase != Phase::closed;
  const bool state =
      filter.state.empty() || (filter.state == "open" && open) ||
      (filter.state == "overdue" && visit.overdue(now)) ||
      (filter.state == "none" && !visit.phase) ||
      (visit.phase && filter.state == boost::describe::enum_to_string(*visit.phase, ""));
  return visit.level > 0 && state && (filter.level == 0 || filter.level == visit.level) &&
         any_or(filter.window, served.window.value) && any_or(filter.staff, served.staff.value) &&
         any_or(filter.service, served.service.value) && any_or(filter.number, served.number) &&
         any_or(filter.channel, visit.channel) &&
         (filter.tag.empty() || std::ranges::count(visit.tags, filter.tag) > 0) &&
         (!filter.from || visit.given_at >= *filter.from) &&
         (!filter.until || visit.given_at < *filter.until);
}

}  // namespace

std::optional<Instant> Visit::due() const {
  if (!phase || *phase == Phase::closed) return std::nullopt;
  return *phase == Phase::opened ? accept_by : close_by;
}

bool Visit::overdue(Instant now) const {
  const auto by = due();
  return by && now >= *by;
}

VisitBook::VisitBook(const host::Runtime& runtime, PartitionId hall)
    : runtime_(runtime), hall_(std::move(hall)) {}

void VisitBook::catch_up() {
  const std::scoped_lock lock(mutex_);
  const auto feed = runtime_.feed(hall_);
  if (!feed) return;
  const auto head = feed->journal().head();
  if (head.epoch != epoch_) {  // A restore: another history.
    visits_.clear();
    order_.clear();
    epoch_ = head.epoch;
    read_ = head.position > events_read_back ? head.position - events_read_back : 0;
  }
  while (read_ < head.position) {
    const auto seen = feed->visit(read_, at_once, [this](const Envelope& one) { take(one); });
    if (!seen || *seen == read_) return;
    read_ = *seen;
    forget_surplus();
  }
}

void VisitBook::take(const Envelope& envelope) {
  namespace room = waiting_room;
  using evaluation::Event;
  const bool of_room = envelope.stream.kind == std::string_view("waiting_room");
  const bool of_rating = envelope.stream.kind == evaluation::Entity::kind;
  const bool finished = of_room && envelope.event == number_of<room::Event, room::Finished>;
  const bool undone = of_room && envelope.event == number_of<room::Event, room::Undone>;
  if (!finished && !undone && !of_rating) return;
  const auto text = runtime_.event_text(envelope);
  json::error_code error;
  const auto value = text ? json::parse(text->data, error) : json::value();
  if (error || !value.is_object()) return;
  const auto& data = value.get_object();
  const auto ticket = text_at(data, "ticket");
  if (undone) {
    const auto found = visits_.find(ticket);
    if (found != visits_.end() && found->second.level == 0) visits_.erase(found);
    return;
  }
  const auto [at, fresh] = visits_.try_emplace(ticket);
  if (fresh) order_.push_back(ticket);
  auto& visit = at->second;
  if (finished) {
    visit.served = served_of(data, "at");
    return;
  }
  switch (envelope.event) {
    case number_of<Event, evaluation::Given>:
      return rate(visit, data);
    case number_of<Event, evaluation::FollowUpOpened>:
      visit.phase = Phase::opened;
      visit.accept_by = instant_at(data, "accept_by");
      visit.close_by = instant_at(data, "close_by");
      visit.undated = text_at(data, "undated");
      return;
    case number_of<Event, evaluation::FollowUpTakenUp>:
      visit.phase = Phase::taken_up;
      return;
    case number_of<Event, evaluation::FollowUpVerified>:
      visit.phase = Phase::verified;
      return;
    case number_of<Event, evaluation::FollowUpAppealed>:
      visit.phase = Phase::appealed;
      return;
    case number_of<Event, evaluation::AppealDecided>:
      visit.phase = Phase::decided;
      return;
    case number_of<Event, evaluation::FollowUpClosed>:
      visit.phase = Phase::closed;
      return;
    default:
      return;
  }
}

void VisitBook::forget_surplus() {
  for (; order_.size() > visits_kept; order_.pop_front()) visits_.erase(order_.front());
}

std::optional<Visit> VisitBook::find(const std::string& ticket) const {
  const std::scoped_lock lock(mutex_);
  const auto found = visits_.find(ticket);
  return found == visits_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<Visit> VisitBook::ratings(const RatingFilter& filter, Instant now) const {
  const std::scoped_lock lock(mutex_);
  std::vector<Visit> found;
  for (const auto& [ticket, visit] : visits_) {
    if (fits(visit, filter, now)) found.push_back(visit);
  }
  std::ranges::stable_sort(found, std::ranges::greater{}, &Visit::given_at);
  if (found.size() > filter.limit) found.resize(filter.limit);
  return found;
}

RatingTally VisitBook::tally(Instant now) const {
  const std::scoped_lock lock(mutex_);
  RatingTally tally;
  for (const auto& [ticket, visit] : visits_) {
    if (visit.level >= 1 && visit.level <= 5)
      ++tally.levels[static_cast<std::size_t>(visit.level - 1)];
    if (!visit.phase || *visit.phase == Phase::closed) continue;
    ++tally.open;
    if (visit.overdue(now)) ++tally.overdue;
  }
  return tally;
}

}  // namespace atrium::front
