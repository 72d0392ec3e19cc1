// Days that are over are kept as what they amount to.
#include "simulation/statistics/ledger.hpp"

#include "actors/statistics/lengths.hpp"
#include "persistence/codec/entities/codecs.hpp"

#include <algorithm>

namespace atrium::simulation {
namespace {

// Events are read without anybody's keys: figures need no personal data.
struct Readers {
  std::unique_ptr<persistence::Vault> vault = persistence::make_memory_vault();
  std::unique_ptr<Codec<waiting_room::Entity>> room = persistence::make_waiting_room_codec(*vault);
  std::unique_ptr<Codec<evaluation::Entity>> rating = persistence::make_evaluation_codec(*vault);
};

const Readers& readers() {
  static const Readers made;
  return made;
}
std::string first_text_at(const boost::json::object& data, std::string_view name) {
  const auto* all = array_at(data, name);
  return all == nullptr || all->empty() ? std::string() : std::string(all->front().get_string());
}

double seconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }

}  // namespace

void Ledger::see(const Happening& happening) {
  ++events_;
  if (first_ == Instant{}) first_ = happening.at;
  const statistics::Book::Place place{happening.position, happening.at};
  if (happening.stream.kind == waiting_room::Entity::kind) {
    const auto fact = readers().room->decode(happening.event, happening.schema, happening.payload);
    if (!fact) return;
    book_.see(place, *fact);
    if (std::holds_alternative<waiting_room::DayEnded>(*fact)) {
      ++days_;
      // A visit may be rated on the next day still.
      keep(book_.forget_before(Day{day_of(happening.at).days - 1}));
    }
  } else if (happening.stream.kind == evaluation::Entity::kind) {
    const auto fact =
        readers().rating->decode(happening.event, happening.schema, happening.payload);
    if (fact) book_.see(place, *fact);
  if (happening.type == "evaluation.given") return rate(happening);
  if (!happening.type.starts_with(room)) return;
  const auto what = happening.type.substr(room.size());
  if (what == "day_ended") return end_day(happening);
  if (what.starts_with("window_")) return see_window(what, happening);
  if (what == "issued") return issue(happening);
  see_ticket(what, happening);
}

void Ledger::issue(const Happening& happening) {
  Visit visit;
  visit.service = text_at(happening.data, "service");
  visit.day = days_;
  visit.stands_since = visit.waits_since = happening.at;
  auto& service = services_[visit.service];
  if (service.arrived == 0 && any_open_) service.queue.count(happening.at, true);
  ++service.arrived;
  service.queue.change(happening.at, 1);
  queue_.change(happening.at, 1);
  visits_.insert_or_assign(text_at(happening.data, "ticket"), std::move(visit));
}

// Leaves one standing and takes another: lengths, counts and waited time follow.
void Ledger::stand(Visit& visit, Stand to, Instant at) {
  auto& service = services_[visit.service];
  if (visit.stand == Stand::waiting) {
    service.queue.change(at, -1);
    queue_.change(at, -1);
    waited_s_ += seconds(at - visit.stands_since);
  }
  if (visit.stand == Stand::parked) visit.parked += at - visit.stands_since;
  count(visit, visit.stand, -1);
  visit.stand = to;
  visit.stands_since = at;
  count(visit, to, 1);
  if (to == Stand::waiting) {
    service.queue.change(at, 1);
    queue_.change(at, 1);
  }
  const bool at_window = to == Stand::called || to == Stand::serving;
  if (!visit.window.empty()) turn(visit.window, at, {}, at_window ? to : Stand::done);
}

void Ledger::count(Visit& visit, Stand stand, int by) {
  auto& service = services_[visit.service];
  switch (stand) {
    case Stand::done:
      service.served += by;
      windows_[visit.window].served += by;
      return;
    case Stand::no_show:
      service.no_show += by;
      windows_[visit.window].no_show += by;
      return;
    case Stand::voided:
      service.voided += by;
      return;
    case Stand::unserved:
      service.unserved += by;
      return;
    case Stand::waiting:
    case Stand::called:
    case Stand::serving:
    case Stand::parked:
      return;
  }
}

void Ledger::see_ticket(const std::string& what, const Happening& happening) {
  const auto found = visits_.find(text_at(happening.data, "ticket"));
  if (found == visits_.end()) return;
  auto& visit = found->second;
  const auto at = happening.at;
  if (what == "called") {
    visit.window = text_at(happening.data, "window");
    visit.called_at = at;
    stand(visit, Stand::called, at);
  } else if (what == "recalled") {
    visit.called_at = at;
    ++services_[visit.service].recalls;
  } else if (what == "started") {
    visit.started_at = at;
    visit.wait_s =
        std::max(0.0, seconds(visit.called_at.value_or(at) - visit.waits_since - visit.parked));
    services_[visit.service].waits_s.push_back(*visit.wait_s);
    stand(visit, Stand::serving, at);
  } else if (what == "finished") {
    finish(visit, at);
  } else if (what == "no_show") {
    stand(visit, Stand::no_show, at);
  } else if (what == "voided") {
    stand(visit, Stand::voided, at);
  } else if (what == "parked" || what == "ticket_set_aside") {
    stand(visit, Stand::parked, at);
  } else if (what == "unparked") {
    stand(visit, Stand::waiting, at);
  } else if (what == "ticket_released") {
    const auto back = text_at(happening.data, "back");
    const auto open = back == "parked" ? Stand::parked : Stand::waiting;
    stand(visit, back == "no_show" ? Stand::no_show : open, at);
  } else if (what == "transferred") {
    transfer(visit, happening);
  } else if (what == "service_finished") {
    services_[visit.service].services_s.push_back(seconds(at - visit.started_at.value_or(at)));
    go_on(visit, first_text_at(happening.data, "next"), at);
  } else if (what == "returned") {
    stand(visit, Stand::waiting, at);
  } else if (what == "undone") {
    undo(visit, happening);
  }
}

void Ledger::finish(Visit& visit, Instant at) {
  services_[visit.service].services_s.push_back(seconds(at - visit.started_at.value_or(at)));
  stand(visit, Stand::done, at);
}

void Ledger::transfer(Visit& visit, const Happening& happening) {
  go_on(visit, text_at(happening.data, "service"), happening.at);
}

// One visit, the next service: it waits anew.
void Ledger::go_on(Visit& visit, const std::string& service, Instant at) {
  stand(visit, Stand::called, at);  // Out of whatever line, before the service changes.
  turn(visit.window, at, {}, Stand::done);
  visit.service = service;
  visit.waits_since = at;
  visit.parked = {};
  stand(visit, Stand::waiting, at);
}

void Ledger::undo(Visit& visit, const Happening& happening) {
  const auto* back = object_at(happening.data, "back");
  if (back == nullptr) return;
  static const std::map<std::string, Stand> stands{
      {"waiting", Stand::waiting}, {"called", Stand::called},    {"serving", Stand::serving},
      {"parked", Stand::parked},   {"done", Stand::done},        {"no_show", Stand::no_show},
      {"void", Stand::voided},     {"unserved", Stand::unserved}};
  const auto found = stands.find(text_at(*back, "status"));
  if (found == stands.end()) return;
  auto& service = services_[visit.service];
  const auto act = text_at(happening.data, "act");
  if (act == "start" && !service.waits_s.empty() && visit.wait_s) {
    const auto wait = std::ranges::find(service.waits_s, *visit.wait_s);
    if (wait != service.waits_s.end()) service.waits_s.erase(wait);
  }
  auto& origin = services_[text_at(*back, "service")];
  if (act == "finish" && !origin.services_s.empty()) origin.services_s.pop_back();
  stand(visit, Stand::called, happening.at);
  visit.service = text_at(*back, "service");
  stand(visit, found->second, happening.at);
}

void Ledger::end_day(const Happening& happening) {
  ++days_;
  if (const auto* unserved = array_at(happening.data, "unserved")) {
    for (const auto& ticket : *unserved) {
      if (!ticket.is_string()) continue;
      const auto found = visits_.find(std::string(ticket.get_string()));
      if (found != visits_.end()) stand(found->second, Stand::unserved, happening.at);
    }
  }
  if (const auto* carried = array_at(happening.data, "carried")) {
    for (const auto& ticket : *carried) {
      const auto found = visits_.find(std::string(ticket.get_string()));
      if (found != visits_.end()) found->second.day = days_;
    }
  }
  // A visit may be rated on the next day still.
  std::erase_if(visits_, [this](const auto& entry) { return entry.second.day + 1 < days_; });
}

void Ledger::see_window(const std::string& what, const Happening& happening) {
  const bool opens = what == "window_opened" || what == "window_resumed";
  turn(text_at(happening.data, "window"), happening.at, opens, {});
  count_open(happening.at);
}

// Runs the window's clocks up to now, then changes what runs.
void Ledger::turn(const std::string& window, Instant at, std::optional<bool> open,
                  std::optional<Stand> current) {
  auto& post = posts_[window];
  auto& record = windows_[window];
  const double past = post.since == Instant{} ? 0 : seconds(at - post.since);
  if (post.open || post.busy) record.open_s += past;
  if (post.serving) record.serving_s += past;
  post.since = at;
  if (open) post.open = *open;
  if (current) {
    post.busy = *current == Stand::called || *current == Stand::serving;
    post.serving = *current == Stand::serving;
  }
}

void Ledger::keep(const std::vector<statistics::Visit>& visits) {
  for (const auto& visit : visits) {
    rows_.visits.push_back({visit.ticket, statistics::course_of(visit)});
  }
  for (auto& spell : book_.take_changes().spells) {
    if (spell.until) rows_.spells.push_back(std::move(spell));
  }
}

Day Ledger::day_of(Instant at) const {
  return business_day(book_.calendar().zone, book_.calendar().reset, at);
}

void Ledger::close(Instant at) {
  closed_ = at;
  rows_.calendar = book_.calendar();
  keep(book_.forget_before(Day{day_of(at).days + 1}));
  for (auto& spell : book_.open_spells()) rows_.spells.push_back(std::move(spell));
  std::ranges::sort(rows_.visits, {}, &statistics::Told::ticket);
}

statistics::Table Ledger::table(statistics::By by) const {
  statistics::Ask ask;
  ask.from = day_of(first_);
  ask.to = day_of(closed_);
  ask.by = by;
  ask.now = closed_;
  return statistics::tally(rows_, ask);
}

double Ledger::lengths_s() const {
  std::vector<statistics::Change> changes;
  for (const auto& visit : rows_.visits) {
    for (const auto& episode : visit.course.episodes) {
      for (const auto& line : episode.lines) {
        changes.push_back({line.since, 1, 0});
        changes.push_back({line.until.value_or(closed_), -1, 0});
      }
    }
  }
  return statistics::lengths(std::move(changes), {first_, closed_}).front().area;
}

double Ledger::waited_s() const {
  Duration waited{};
  for (const auto& visit : rows_.visits) {
    for (const auto& episode : visit.course.episodes) {
      for (const auto& line : episode.lines) waited += line.until.value_or(closed_) - line.since;
    }
  }
  return std::chrono::duration<double>(waited).count();
}

}  // namespace atrium::simulation
