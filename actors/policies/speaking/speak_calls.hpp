// A zone's speaker announces the calls of its windows, and drops those that are called no more. No
// policy waits for a sound: how long one takes is estimated.
#pragma once

#include "actors/hall/hall.hpp"
#include "actors/policies/effect.hpp"
#include "runtime/core/saying.hpp"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace atrium::policies {

// Whose calls a speaker announces, and how they are put into words: {number}, {window}, {name} and
// {zone} stand for what they say. An empty text is not spoken.
struct SpokenWindow {
  std::string speaker;
  Saying name;
  Saying zone;
};
struct Speech {
  Saying call;
  Saying recall;
  int rounds = 1;
  std::map<WindowId, SpokenWindow> windows;
  std::set<std::string> speakers;
};

class SpeakCalls {
 public:
  static constexpr std::string_view name = "speak_calls";
  using Source = waiting_room::Entity;

  explicit SpeakCalls(Speech speech) : speech_(std::move(speech)) {}
  [[nodiscard]] Effects react(const Source::Event& event, Instant at) const;

 private:
  [[nodiscard]] Effects announce(const Saying& words, speaker::Announce call) const;

  Speech speech_;
};

// What a speaker has taken in is made beside, so that it is there when a page asks for it. Made
// twice or not at all it harms nobody: the page's own question makes it, too.
class PrepareSound {
 public:
  static constexpr std::string_view name = "prepare_sound";
  using Source = speaker::Entity;

  // `make` does not wait.
  explicit PrepareSound(std::function<void(const Saying&)> make) : make_(std::move(make)) {}
  [[nodiscard]] Effects react(const Source::Event& event, Instant at) const;

 private:
  std::function<void(const Saying&)> make_;
};

// A hall that is silent says nothing anywhere.
class FollowMode {
 public:
  static constexpr std::string_view name = "follow_mode";
  using Source = hall::Entity;

  explicit FollowMode(std::set<std::string> speakers) : speakers_(std::move(speakers)) {}
  [[nodiscard]] Effects react(const Source::Event& event, Instant at) const;

 private:
  std::set<std::string> speakers_;
};

}  // namespace atrium::policies
