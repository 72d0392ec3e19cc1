// Ratings, their follow-up, and the labels on papers.
#include "simulation/trial/deeds/drawing.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace atrium::simulation::trial {

Deed evaluate(const Scene& scene, Random& chance) {
  front::Evaluate act;
  const auto& finished = scene.book.finished();
  act.ticket = any_number(scene, chance);
  if (!finished.empty() && chance.happens(0.9)) {
    const auto recent = std::min<std::size_t>(finished.size(), 8);
    act.ticket = finished[finished.size() - 1 - below(chance, recent)];
  }
  act.level = static_cast<int>(below(chance, 7));
  if (act.level == 5 && chance.happens(0.5)) act.tags = {"510"};
  if (chance.happens(0.1)) act.text = "很好，谢谢";
  Who who{WhoKind::citizen, ""};
  const auto* ticket = scene.book.find(act.ticket);
  if (ticket != nullptr && chance.happens(0.1)) who = {WhoKind::staff, "clerk-" + ticket->window};
  return of(scene, act, std::move(who), true, "rate " + act.ticket);
}

Deed follow_up(const Scene& scene, Random& chance) {
  static constexpr std::array<const char*, 5> steps{"take-up", "verify", "appeal", "decide",
                                                    "close"};
  static const std::map<std::string, std::array<const char*, 2>> next{
      {"follow_up_opened", {"take-up", "take-up"}},
      {"follow_up_taken_up", {"verify", "verify"}},
      {"follow_up_verified", {"appeal", "close"}},
      {"follow_up_appealed", {"decide", "decide"}}};
  const auto& all = scene.book.followed_up();
  front::FollowUp act{any_number(scene, chance), any_of(steps, chance), chance.happens(0.7), "…"};
  if (!all.empty() && chance.happens(0.95)) {
    const auto& [ticket, last] = any_of(all, chance);
    act.ticket = ticket;
    const auto found = next.find(last);
    if (found != next.end() && chance.happens(0.8)) act.step = any_of(found->second, chance);
  }
  const auto* ticket = scene.book.find(act.ticket);
  const bool rated = ticket != nullptr && chance.happens(act.step == "appeal" ? 0.9 : 0.1);
  const Who who{WhoKind::staff, rated ? "clerk-" + ticket->window : "chief"};
  return of(scene, act, who, true, act.step + " " + act.ticket);
}

Deed scan_label(const Scene& scene, Random& chance) {
  static constexpr std::array<const char*, 3> steps{"receipt", "handling", "completion"};
  const auto& today = scene.book.today();
  auto ticket = any_number(scene, chance);
  if (!today.empty() && chance.happens(0.9)) {
    ticket = today[below(chance, std::min<std::size_t>(today.size(), 12))].id;
  }
  const std::string step = any_of(steps, chance);
  const auto& window = any_of(scene.hall.windows, chance).number.value;
  const Who who{WhoKind::staff, "clerk-" + window};
  if (chance.happens(0.2)) {
    return of(scene, front::WithdrawStamp{ticket, step}, who, true, "withdraw " + step + ticket);
  }
  return of(scene, front::StampLabel{ticket, step, window}, who, true, step + " of " + ticket);
}

}  // namespace atrium::simulation::trial
