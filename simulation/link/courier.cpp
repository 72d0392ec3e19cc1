// Sending until it is acknowledged; taking in at most once.
#include "simulation/link/courier.hpp"

#include "devices/display/display.hpp"
#include "simulation/json_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace atrium::simulation {
namespace {

using namespace std::chrono_literals;

constexpr auto send_again_after = 800ms;
constexpr std::size_t read_at_once = 256;
constexpr std::string_view cursor_name = "link";

// A wish without the number that each display's entity gives by itself.
std::string wish_of(const boost::json::object& content) {
  auto wish = content;
  wish.erase("sequence");
  return boost::json::serialize(wish);
}

display::Show show_of(const std::string& content) {
  const auto value = boost::json::parse(content);
  const auto& wish = value.get_object();
  display::Show show{WindowId{text_at(wish, "window")}, text_at(wish, "number"),
                     display::Face::idle, text_at(wish, "text"),
                     static_cast<int>(number_at(wish, "calls"))};
  const auto state = text_at(wish, "state");
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<display::Face>>([&](auto one) {
    if (state == one.name) show.state = one.value;
  });
  return show;
}

}  // namespace

struct Courier::Desk {
  std::vector<Receipt> receipts;
};

Courier::Courier(PartitionId from, PartitionId to, std::uint64_t seed)
    : from_(std::move(from)),
      to_(std::move(to)),
      there_({}, Random(seed, "link/there")),
      back_({}, Random(seed, "link/back")),
      desk_(std::make_shared<Desk>()) {}

Courier::~Courier() = default;

void Courier::step(Instant now, host::Runtime& from, host::Runtime& to) {
  read_on(from);
  receive(now, from);
  take_in(now, to);
  send(now);
}

void Courier::from_was_killed(host::Runtime& from) {
  lines_.clear();
  read_ = from.feed(from_)->journal().cursor(std::string(cursor_name)).value_or(0);
}

void Courier::to_was_killed() { desk_ = std::make_shared<Desk>(); }

void Courier::cut(bool cut) {
  there_.cut(cut);
  back_.cut(cut);
}

void Courier::heal() {
  there_.heal();
  back_.heal();
}

bool Courier::idle(host::Runtime& from) const {
  return lines_.empty() && read_ == from.feed(from_)->head();
}

void Courier::read_on(host::Runtime& from) {
  const auto done = from.feed(from_)->visit(read_, read_at_once, [&](const Envelope& event) {
    read_ = event.position;
    if (event.stream.kind != display::Entity::kind) return;
    const auto happening = happening_of(from, event);
    const auto* content = happening ? object_at(happening->data, "content") : nullptr;
    if (content == nullptr) return;
    const auto target = target_of(event.stream);
    lines_[target].parcels.push_back({event.epoch, event.position, target, wish_of(*content)});
  });
  if (!done) broken_.push_back(done.error().what);
}

void Courier::send(Instant now) {
  for (auto& [target, line] : lines_) {
    if (line.sent && now - *line.sent < send_again_after) continue;
    line.sent = now;
    there_.send(now, line.parcels.front());
  }
}

void Courier::take_in(Instant now, host::Runtime& to) {
  for (auto& parcel : there_.arrivals(now)) {
    host::Asker asker{{WhoKind::device, from_.value}, {id_of(parcel.epoch, parcel.position)}, 0, 0};
    const Receipt receipt{parcel.target, parcel.position};
    to.ask<display::Entity>(to_, parcel.target, show_of(parcel.content), std::move(asker),
                            host::Reply([desk = desk_, receipt](const host::Outcome& outcome) {
                              if (std::holds_alternative<host::Trouble>(outcome)) return;
                              desk->receipts.push_back(receipt);
                            }));
  }
  for (auto& receipt : std::exchange(desk_->receipts, {})) back_.send(now, std::move(receipt));
}

void Courier::receive(Instant now, host::Runtime& from) {
  for (const auto& receipt : back_.arrivals(now)) {
    const auto line = lines_.find(receipt.target);
    if (line == lines_.end()) continue;
    auto& parcels = line->second.parcels;
    if (parcels.front().position != receipt.position) continue;  // An old one, doubled.
    parcels.pop_front();
    line->second.sent.reset();
    if (parcels.empty()) lines_.erase(line);
  }
  auto behind = read_;
  for (const auto& [target, line] : lines_) {
    behind = std::min(behind, line.parcels.front().position - 1);
  }
  from.feed(from_)->journal().move_cursor(std::string(cursor_name), behind);
}

std::string Courier::target_of(const StreamId& stream) const {
  return from_.value + "-" + stream.id;
}

std::string Courier::id_of(std::uint64_t epoch, Position position) const {
  return derive(fmt::format("link/{}.{}", from_.value, epoch), position, 0).text;
}

bool Courier::is_taken(const PartitionId& from, const StreamId& stream) {
  return stream.kind == display::Entity::kind && stream.id.starts_with(from.value + "-");
}

void Courier::see_sent(const Happening& happening) {
  const auto* content = object_at(happening.data, "content");
  if (happening.type != "display.directed" || content == nullptr) return;
  sent_[target_of(happening.stream)].push_back({id_of(1, happening.position), wish_of(*content)});
}

void Courier::see_taken(const Happening& happening) {
  const auto* content = object_at(happening.data, "content");
  if (happening.type != "display.directed" || content == nullptr) return;
  const auto& sent = sent_[happening.stream.id];
  const auto next = taken_[happening.stream.id]++;
  const auto& id = happening.command.text;
  if (next < sent.size() && sent[next].id == id && sent[next].content == wish_of(*content)) return;
  broken_.push_back(fmt::format("over the link: {} takes {} as its number {}, sent was {}",
                                happening.stream.id, id, next + 1,
                                next < sent.size() ? sent[next].id : "nothing"));
}

void Courier::close() {
  for (const auto& [target, sent] : sent_) {
    if (taken_[target] == sent.size()) continue;
    broken_.push_back(
        fmt::format("over the link: {} took {} of {}", target, taken_[target], sent.size()));
  }
}

}  // namespace atrium::simulation
