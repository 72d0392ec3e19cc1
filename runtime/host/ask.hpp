// One question to one entity, and the one answer it gets: what every edge (HTTP, ZeroMQ, a policy,
// the crowd) hands in. No CAF here, so that an edge compiles without it.
#pragma once

#include "runtime/core/context.hpp"
#include "runtime/core/decision.hpp"
#include "runtime/core/ids.hpp"
#include "runtime/core/journal.hpp"
#include "runtime/core/name_of.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <variant>

namespace atrium::host {

// The answer rests on durable events only. `json` is one object (the entity's Answer); `position`
// is the last event that it rests on: a query with at_least=position sees what this answer says.
struct Accepted {
  Position position = 0;
  bool repeated = false;  // The same command id was answered before; these are that answer's bytes.
  Bytes json;
};

// Not a business answer: the house could not carry the question out.
struct Trouble {
  enum class Kind { defect, overloaded, failure, abandoned };
  Kind kind = Kind::failure;
  std::string detail;
  std::chrono::seconds retry_after{1};  // Of `overloaded`: when it is worth asking again.
};

struct Refused {
  Position position = 0;
  Refusal refusal;
};

using Outcome = std::variant<Accepted, Refused, Trouble>;

// A place among the questions that are answered at once (admission.hpp); given back when destroyed.
class Place {
 public:
  Place() = default;
  explicit Place(std::atomic<std::size_t>& taken) : taken_(&taken) { ++taken; }
  Place(Place&& other) noexcept : taken_(std::exchange(other.taken_, nullptr)) {}
  Place& operator=(Place&& other) noexcept {
    std::swap(taken_, other.taken_);
    return *this;
  }
  ~Place() {
    if (taken_ != nullptr) --*taken_;
  }

 private:
  std::atomic<std::size_t>* taken_ = nullptr;
};

// Called exactly once, on a thread of the runtime, and must not block: hand the outcome over to
// your own thread. One that is dropped unanswered answers `abandoned` by itself, since CAF 0.17
// would say nothing.
class Reply {
 public:
  using Function = std::function<void(Outcome)>;

  Reply() = default;
  explicit Reply(Function function) : function_(std::move(function)) {}
  Reply(Reply&& other) noexcept
      : function_(std::exchange(other.function_, nullptr)), place_(std::move(other.place_)) {}
  Reply& operator=(Reply&& other) noexcept {
    if (this != &other) {
      abandon();
      function_ = std::exchange(other.function_, nullptr);
      place_ = std::move(other.place_);
    }
    return *this;
  }
  Reply(const Reply&) = delete;
  Reply& operator=(const Reply&) = delete;
  ~Reply() { abandon(); }

  void operator()(Outcome outcome) {
    const Place place = std::move(place_);
    if (auto function = std::exchange(function_, nullptr)) function(std::move(outcome));
  }

  // The place is given back with the answer.
  void hold(Place place) { place_ = std::move(place); }

 private:
  void abandon() noexcept {
    if (function_)
      (*this)(Trouble{Trouble::Kind::abandoned, "the runtime stopped before answering"});
  }

  Function function_;
  Place place_;
};

// Who asks and under which command id. An empty id: never repeated, the house makes one up.
struct Asker {
  Who who;
  CommandId id;
  std::uint64_t fingerprint =
      0;  // Hash of the command as asked; a reused id with another one is refused.
  Position cause = 0;
};

// What is asked of an entity: a command, a query, or something of the house's own.
enum class AskSort { command, query, fire_timer, restate_timer };

// Type-erased so that the directory can route what it does not understand.
struct AnyAsk {
  Asker asker;
  Reply reply;
  virtual ~AnyAsk() = default;
  [[nodiscard]] virtual AskSort sort() const = 0;
  // "call_next": of static storage, ends with a zero.
  [[nodiscard]] virtual const char* name() const = 0;
};

template <class E>
struct Ask final : AnyAsk {
  std::variant<typename E::Command, typename E::Query> what;

  [[nodiscard]] AskSort sort() const override {
    return what.index() == 0 ? AskSort::command : AskSort::query;
  }
  [[nodiscard]] const char* name() const override {
    return std::visit([](const auto& one) { return name_of(one).data(); }, what);
  }
};

}  // namespace atrium::host
