// Following the feed.
#include "simulation/trial/book.hpp"

#include "simulation/json_fields.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace atrium::simulation::trial {
namespace {

constexpr std::string_view room = "waiting_room.";
constexpr std::string_view desk = "appointment_book.";
constexpr std::size_t followed_up_kept = 4;

// What becomes of a ticket that an event names.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> leads_to{{
    {"called", "called"},
    {"recalled", "called"},
    {"started", "serving"},
    {"finished", "done"},
    {"no_show", "no_show"},
    {"voided", "void"},
    {"parked", "parked"},
    {"unparked", "waiting"},
    {"transferred", "waiting"},
    {"ticket_set_aside", "parked"},
    {"service_finished", "waiting"},
    {"returned", "waiting"},
}};

}  // namespace

void Book::see(const Happening& happening, std::string_view reply) {
  if (happening.type.starts_with(desk)) {
    return see_booking(happening.type.substr(desk.size()), happening, reply);
  }
  if (happening.type.starts_with(room)) {
    return see_room(happening.type.substr(room.size()), happening);
  }
  if (happening.stream.kind == "evaluation") return see_rating(happening);
  for (const auto* holder : {"content", "question", "slip", "announcement"}) {
    if (const auto* wish = object_at(happening.data, holder)) {
      sequences_[happening.stream.id] = number_at(*wish, "sequence");
    }
  }
  if (happening.type == "evaluator.withdrawn" || happening.type == "evaluator.timed_out") {
    sequences_[happening.stream.id] = number_at(happening.data, "sequence");
  }
}

void Book::see_rating(const Happening& happening) {
  const auto step = happening.type.substr(happening.type.find('.') + 1);
  if (step == "follow_up_opened") {
    followed_up_.emplace_back(happening.stream.id, step);
    if (followed_up_.size() > followed_up_kept) followed_up_.erase(followed_up_.begin());
  }
  for (auto& [ticket, last] : followed_up_) {
    if (ticket == happening.stream.id && step != "follow_up_reminded") last = step;
  }
}

void Book::see_booking(const std::string& what, const Happening& happening,
                       std::string_view reply) {
  const auto& fact = happening.data;
  if (what == "booked") {
    const auto& made = *object_at(fact, "booking");
    boost::json::error_code error;
    const auto told = boost::json::parse({reply.data(), reply.size()}, error);
    const auto code = error ? "" : text_at(told.get_object(), "code");
    bookings_.push_back({text_at(made, "booking"), code, text_at(made, "person"),
                         text_at(made, "contact"), text_at(made, "day"),
                         instant_at(made, "at").value_or(Instant{})});
    return;
  }
  const auto settle = [&](const std::string& id, const std::string& status) {
    const auto found = std::ranges::find(bookings_, id, &Booking::id);
    if (found != bookings_.end()) found->status = status;
  };
  if (what == "day_ended") {
    for (const auto& [list, status] :
         {std::pair{"no_shows", "no_show"}, {"unserved", "unserved"}}) {
      for (const auto& id : *array_at(fact, list)) settle(std::string(id.get_string()), status);
    }
    const auto kept_from = text_at(fact, "kept_from");
    std::erase_if(bookings_, [&](const Booking& one) { return one.day < kept_from; });
    return;
  }
  const auto found = std::ranges::find(bookings_, text_at(fact, "booking"), &Booking::id);
  if (found == bookings_.end()) return;
  if (what == "changed") {
    found->day = text_at(fact, "day");
    found->at = instant_at(fact, "to").value_or(Instant{});
  } else if (what == "cancelled") {
    found->status = "cancelled";
  } else if (what == "checked_in") {
    found->status = "arrived";
  } else if (what == "ticket_linked") {
    found->ticket = text_at(fact, "ticket");
  } else if (what == "outcome_recorded") {
    found->status = text_at(fact, "status");
  }
}

void Book::see_room(const std::string& what, const Happening& happening) {
  const auto window = text_at(happening.data, "window");
  auto& post = windows_[window];
  if (what == "window_opened" || what == "window_resumed") {
    post = {true, false, post.ticket};
  } else if (what == "window_closed") {
    post = {};
  } else if (what == "window_paused") {
    post.paused = true;
  } else if (what == "doors_opened" || what == "doors_closed") {
    doors_open_ = what == "doors_opened";
  } else if (what == "day_ended") {
    end_day(happening);
  } else if (what == "issued") {
    const auto id = text_at(happening.data, "ticket");
    index_[id] = today_.size();
    ever_.emplace(id, "waiting");
    today_.push_back({id, text_at(happening.data, "number")});
  }
  const auto found = index_.find(text_at(happening.data, "ticket"));
  if (found == index_.end()) return;
  auto& ticket = today_[found->second];
  if (what == "undone") {
    const auto* back = object_at(happening.data, "back");
    return move(ticket, back == nullptr ? "" : text_at(*back, "status"), window);
  }
  if (what == "ticket_released") move(ticket, text_at(happening.data, "back"), window);
  for (const auto& [event, status] : leads_to) {
    if (event == what) move(ticket, std::string(status), window);
  }
  if (what == "finished") finished_.push_back(ticket.id);
}

// Without those that come over into the next day as they stand.
void Book::end_day(const Happening& happening) {
  std::set<std::string> carried;
  if (const auto* all = array_at(happening.data, "carried")) {
    for (const auto& id : *all) carried.emplace(id.get_string());
  }
  const auto stays = [&](const std::string& id) { return carried.contains(id); };
  for (const auto& ticket : today_) {
    if (!stays(ticket.id)) ever_.emplace(ticket.id, "unserved");
  }
  std::erase_if(today_, [&](const Ticket& ticket) { return !stays(ticket.id); });
  index_.clear();
  for (std::size_t i = 0; i < today_.size(); ++i) {
    index_[today_[i].id] = i;
    today_[i].carried = true;
  }
  for (auto& [id, one] : windows_) {
    if (!stays(one.ticket)) one.ticket.clear();
  }
}

void Book::move(Ticket& ticket, const std::string& status, const std::string& window) {
  for (auto& [id, post] : windows_) {
    if (post.ticket == ticket.id) post.ticket.clear();
  }
  ticket.status = status;
  ever_.emplace(ticket.id, status);
  if (status != "called" && status != "serving") return;
  ticket.window = window;
  windows_[window].ticket = ticket.id;
}

const Book::Ticket* Book::find(const std::string& id) const {
  const auto found = index_.find(id);
  return found == index_.end() ? nullptr : &today_[found->second];
}

const Book::Window& Book::window(const std::string& id) const {
  static const Window closed;
  const auto found = windows_.find(id);
  return found == windows_.end() ? closed : found->second;
}

std::int64_t Book::sequence(const std::string& device) const {
  const auto found = sequences_.find(device);
  return found == sequences_.end() ? 0 : found->second;
}

std::map<std::string, std::int64_t> Book::counts() const {
  std::map<std::string, std::int64_t> counts;
  for (const auto& ticket : today_) ++counts[ticket.status];
  return counts;
}

}  // namespace atrium::simulation::trial
