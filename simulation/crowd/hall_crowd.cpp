// Coming to know the hall, and the order of the day.
#include "simulation/crowd/hall_crowd.hpp"

#include "simulation/json_fields.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace atrium::simulation {
namespace {

using namespace std::chrono_literals;

constexpr auto doors_before =
    150s;  // The doors open so long before the hall does; staff soon after.
constexpr auto look_again = 5s;
constexpr auto plan_ahead = std::chrono::days{14};

std::string clerk(std::size_t index) { return fmt::format("clerk{:02}", index + 1); }

}  // namespace

HallCrowd::HallCrowd(Door door, const halls::Definition& hall, const Profile& profile,
                     const CrowdOptions& options)
    : door_(std::move(door)),
      hall_(hall),
      profile_(profile),
      run_(fmt::format("crowd-{}-{}-", options.run, hall.hall.value).substr(0, 44)),
      machine_(options.seed, hall.hall.value + "/machine") {
  const auto rates = hourly_rates(hall, profile);
  for (std::size_t i = 0; i < hall.services.size(); ++i) {
    const auto& service = hall.services[i];
    arrivals_.emplace_back(
        hall, profile, rates[i],
        Random(options.seed, hall.hall.value + "/" + service.id.value + "/arrivals"));
    streams_.emplace_back(options.seed, hall.hall.value, i, service, profile);
  }
  for (std::size_t i = 0; i < hall.windows.size(); ++i) {
    Post post{
        .window = hall.windows[i].number,
        .staff = clerk(i),
        .random = Random(options.seed, hall.hall.value + "/staff/" + hall.windows[i].number.value)};
    posts_.push_back(std::move(post));
  }
}

host::Reply HallCrowd::reply_to(Then then) {
  ++awaited_;
  auto answered = [this, then = std::move(then)](Instant now, const Told& told) {
    --awaited_;
    then(now, told);
  };
  return host::Reply([inbox = door_.inbox, answered = std::move(answered)](host::Outcome outcome) {
    inbox->put(answered, std::move(outcome));
  });
}

void HallCrowd::act(front::Act act, Who who, Then then) {
  door_.front->act(hall_.hall, act, std::move(who), CommandId{run_ + std::to_string(++sent_)},
                   reply_to(std::move(then)));
}

void HallCrowd::begin(Instant now) { agenda_.plan(now, {.kind = Deed::Kind::look}); }

void HallCrowd::step(Instant now) {
  while (const auto deed = agenda_.take(now)) carry_out(now, *deed);
}

bool HallCrowd::quiet() const {
  return settled_ && awaited_ == 0 && !print_planned_ &&
         std::ranges::all_of(posts_, [](const Post& post) { return post.phase == Phase::closed; });
}

void HallCrowd::carry_out(Instant now, const Deed& deed) {
  switch (deed.kind) {
    case Deed::Kind::look:
      return look_around(now);
    case Deed::Kind::doors:
      return turn_doors(now);
    case Deed::Kind::arrive:
      return come(now, deed.index);
    case Deed::Kind::retry:
      return take_ticket(now, deed.visitor);
    case Deed::Kind::rate:
      return rate(deed.ticket, *deed.visitor);
    case Deed::Kind::print:
      return print(now);
    case Deed::Kind::work:
      if (deed.token == posts_[deed.index].token) work(now, deed.index);
  }
}

void HallCrowd::look_around(Instant) {
  door_.front->floor(hall_.hall, reply_to([this](Instant now, const Told& told) {
                       if (told.accepted) return settle_in(now, told.body);
                       agenda_.plan(now + look_again, {.kind = Deed::Kind::look});
                     }));
}

// Goes on where the hall stands: after a restart windows are open and tickets called.
void HallCrowd::settle_in(Instant now, const boost::json::object& floor) {
  settled_ = true;
  for (const auto& device : hall_.ticket_machines) {
    act(front::ReportMachine{device.id.value, {}, "ok", true}, {WhoKind::device, device.id.value},
        [](Instant, const Told&) {});
  }
  if (!hall_.ticket_machines.empty()) {
    print_planned_ = true;
    agenda_.plan(now, {.kind = Deed::Kind::print});
  }
  agenda_.plan(now, {.kind = Deed::Kind::doors});
  for (std::size_t i = 0; i < arrivals_.size(); ++i) {
    if (const auto at = arrivals_[i].next(now))
      agenda_.plan(*at, {.kind = Deed::Kind::arrive, .index = i});
  }
  const auto* windows = floor.if_contains("windows");
  for (std::size_t i = 0; i < posts_.size(); ++i) {
    plan_duty(now, posts_[i]);
    plan_work(posts_[i], i, now);
    if (windows == nullptr || !windows->is_array()) continue;
    for (const auto& view : windows->get_array()) {
      if (view.is_object() && text_at(view.get_object(), "window") == posts_[i].window.value) {
        adopt(now, i, view.get_object());
      }
    }
  }
}

std::optional<OpenTime> HallCrowd::open_time(Instant now) {
  const auto first = [&] {
    return std::ranges::find_if(open_times_, [&](const OpenTime& open) { return now < open.ends; });
  };
  if (first() == open_times_.end()) open_times_ = open_times(hall_, now, now + plan_ahead);
  const auto found = first();
  return found == open_times_.end() ? std::nullopt : std::optional(*found);
}

// Opens the doors before the hall opens and closes them when it closes; that they are so already is
// no fault.
void HallCrowd::turn_doors(Instant now) {
  const Who house{WhoKind::staff, "doorkeeper"};
  const auto open = open_time(now);
  if (!open) return agenda_.plan(now + plan_ahead / 2, {.kind = Deed::Kind::doors});
  const auto done = [](Instant, const Told&) {};
  if (now < open->begins - doors_before) {
    act(front::CloseHall{}, house, done);
    std::erase_if(waiting_, [&](const auto& one) { return one.second->issued_at + 24h < now; });
    return agenda_.plan(open->begins - doors_before, {.kind = Deed::Kind::doors});
  }
  act(front::OpenHall{}, house, done);
  agenda_.plan(open->ends, {.kind = Deed::Kind::doors});
}

}  // namespace atrium::simulation
