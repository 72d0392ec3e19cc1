// Bookkeeping by event.
#include "simulation/statistics/ledger.hpp"

#include "simulation/json_fields.hpp"

#include <algorithm>

namespace atrium::simulation {
namespace {

constexpr std::string_view room = "waiting_room.";

std::string first_text_at(const boost::json::object& data, std::string_view name) {
  const auto* all = array_at(data, name);
  return all == nullptr || all->empty() ? std::string() : std::string(all->front().get_string());
}

double seconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }

}  // namespace

void Ledger::see(const Happening& happening) {
  ++events_;
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

// Lengths are averaged over the time in which at least one window is open.
void Ledger::count_open(Instant at) {
  any_open_ = std::ranges::any_of(posts_, [](const auto& post) { return post.second.open; });
  queue_.count(at, any_open_);
  for (auto& [name, service] : services_) service.queue.count(at, any_open_);
}

void Ledger::rate(const Happening& happening) {
  const auto level = number_at(happening.data, "level");
  const auto found = visits_.find(text_at(happening.data, "ticket"));
  if (level < 1 || level > 5 || found == visits_.end()) return;
  ++services_[found->second.service].ratings[static_cast<std::size_t>(level - 1)];
  ++windows_[text_at(happening.data, "window")].ratings[static_cast<std::size_t>(level - 1)];
}

void Ledger::close(Instant at) {
  for (const auto& [window, post] : posts_) turn(window, at, {}, {});
  queue_.advance(at);
  for (auto& [name, service] : services_) service.queue.advance(at);
  for (auto& [ticket, visit] : visits_) {
    if (visit.stand == Stand::waiting)
      waited_s_ += seconds(at - std::exchange(visit.stands_since, at));
  }
}

}  // namespace atrium::simulation
