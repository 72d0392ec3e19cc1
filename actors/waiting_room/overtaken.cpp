// Blocks of neighbours in seniority; whoever overtakes a whole block marks the block.
#include "actors/waiting_room/overtaken.hpp"

#include "runtime/core/assert.hpp"

#include <algorithm>

namespace atrium::waiting_room {
namespace {

constexpr std::size_t block_max = 128;

std::optional<Instant> earlier(std::optional<Instant> one, std::optional<Instant> other) {
  if (!one) return other;
  return other ? std::min(*one, *other) : *one;
}

}  // namespace

Mark Overtaken::Block::mark_of(const Entry& entry) const {
  return {entry.mark.times + all.times, earlier(entry.mark.since, all.since)};
}

void Overtaken::Block::settle() {
  if (all == Mark{}) return;
  for (auto& entry : entries) entry.mark = mark_of(entry);
  all = {};
  measure();
}

void Overtaken::Block::measure() {
  most = 0;
  least.reset();
  for (const auto& entry : entries) {
    most = std::max(most, entry.mark.times);
    least = earlier(least, entry.mark.since);
  }
}

bool Overtaken::Block::may_reach(const Bound& bound) const {
  return bound.reached({most + all.times, earlier(least, all.since)});
}

// The block that `who` stands in or would enter: the last one that begins at it or before.
std::size_t Overtaken::block_of(const Seniority& who) const {
  const auto after = std::ranges::upper_bound(
      blocks_, who, {}, [](const Block& block) { return block.entries.front().who; });
  return after == blocks_.begin() ? 0 : static_cast<std::size_t>(after - blocks_.begin()) - 1;
}

void Overtaken::enter(const Seniority& who, const Mark& mark) {
  if (blocks_.empty()) {
    blocks_.push_back({{{who, mark}}, {}, mark.times, mark.since});
    return;
  }
  const auto at = block_of(who);
  auto& block = blocks_[at];
  block.settle();
  auto& entries = block.entries;
  entries.insert(std::ranges::lower_bound(entries, who, {}, &Entry::who), {who, mark});
  block.most = std::max(block.most, mark.times);
  block.least = earlier(block.least, mark.since);
  if (entries.size() <= block_max) return;
  // Most enter at the end: what is full is left full there, and cut in the middle elsewhere.
  const auto keep = at + 1 == blocks_.size() ? block_max : block_max / 2;
  const auto cut = entries.begin() + static_cast<std::ptrdiff_t>(keep);
  Block rest{{cut, entries.end()}, {}, 0, {}};
  entries.erase(cut, entries.end());
  block.measure();
  rest.measure();
  blocks_.insert(blocks_.begin() + static_cast<std::ptrdiff_t>(at) + 1, std::move(rest));
}

Mark Overtaken::leave(const Seniority& who) {
  ATRIUM_ASSERT(!blocks_.empty(), "a ticket that competes is marked");
  const auto at = block_of(who);
  auto& block = blocks_[at];
  const auto entry = std::ranges::lower_bound(block.entries, who, {}, &Entry::who);
  ATRIUM_ASSERT(entry != block.entries.end() && entry->who == who, "a ticket keeps its mark");
  const auto mark = block.mark_of(*entry);
  const auto own = entry->mark;
  block.entries.erase(entry);
  if (block.entries.empty()) {
    blocks_.erase(blocks_.begin() + static_cast<std::ptrdiff_t>(at));
  } else if (own != Mark{}) {
    block.measure();
  }
  return mark;
}

void Overtaken::overtake(const Seniority& by, Instant at) {
  for (auto& block : blocks_) {
    if (block.entries.front().who >= by) break;
    if (block.entries.back().who < by) {
      ++block.all.times;
      block.all.since = earlier(block.all.since, at);
      continue;
    }
    block.settle();
    for (auto& entry : block.entries) {
      if (entry.who >= by) break;
      ++entry.mark.times;
      entry.mark.since = earlier(entry.mark.since, at);
    }
    block.measure();
  }
}

Mark Overtaken::of(const Seniority& who) const {
  if (blocks_.empty()) return {};
  const auto& block = blocks_[block_of(who)];
  const auto entry = std::ranges::lower_bound(block.entries, who, {}, &Entry::who);
  if (entry == block.entries.end() || entry->who != who) return {};
  return block.mark_of(*entry);
}

std::optional<Seniority> Overtaken::first_at(const Bound& bound) const {
  std::optional<Seniority> first;
  each_at(bound, [&](const Seniority& who) {
    first = who;
    return false;
  });
  return first;
}

}  // namespace atrium::waiting_room
