// One question to one entity, and the one answer it gets: what every edge (HTTP, ZeroMQ, a policy,
// the crowd) hands in. No CAF here, so that an edge compiles without it.
#pragma once

#include "runtime/core/context.hpp"
#include "runtime/core/decision.hpp"
#include "runtime/core/ids.hpp"
#include "runtime/core/journal.hpp"

#include <chrono>
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

// Called exactly once, on a thread of the runtime, and must not block: hand the outcome over to
// your own thread. One that is dropped unanswered answers `abandoned` by itself, since CAF 0.17
// would say nothing.
class Reply {
 public:
  using Function = std::function<void(Outcome)>;

  Reply() = default;
  explicit Reply(Function function) : function_(std::move(function)) {}
  Reply(Reply&& other) noexcept : function_(std::exchange(other.function_, nullptr)) {}
  Reply& operator=(Reply&& other) noexcept {
    if (this != &other) {
      abandon();
      function_ = std::exchange(other.function_, nullptr);
    }
    return *this;
  }
  Reply(const Reply&) = delete;
  Reply& operator=(const Reply&) = delete;
  ~Reply() { abandon(); }

  void operator()(Outcome outcome) {
    if (auto function = std::exchange(function_, nullptr)) function(std::move(outcome));
  }

 private:
  void abandon() noexcept {
    if (function_)
      (*this)(Trouble{Trouble::Kind::abandoned, "the runtime stopped before answering"});
  }

  Function function_;
};

// Who asks and under which command id. An empty id: never repeated, the house makes one up.
struct Asker {
  Who who;
  CommandId id;
  std::uint64_t fingerprint =
      0;  // Hash of the command as asked; a reused id with another one is refused.
  Position cause = 0;
};

// Type-erased so that the directory can route what it does not understand.
struct AnyAsk {
  Asker asker;
  Reply reply;
  virtual ~AnyAsk() = default;
};

template <class E>
struct Ask final : AnyAsk {
  std::variant<typename E::Command, typename E::Query> what;
};

}  // namespace atrium::host
