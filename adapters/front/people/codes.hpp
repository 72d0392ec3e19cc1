// The codes that people carry on their phones (随申码, electronic social-security code, identity
// code of a city): the port to whoever can tell a person by one, and the stand-in until a real
// system is joined. No code is stored or logged.
#pragma once

#include "adapters/front/acts.hpp"
#include "runtime/core/decision.hpp"
#include "runtime/core/time/instant.hpp"

#include <functional>
#include <memory>
#include <string>
#include <variant>

namespace atrium::front {

// Thread-safe. `told` is called exactly once, now or later, on any thread.
class CodeReader {
 public:
  using Told = std::function<void(std::variant<HolderFields, Refusal>)>;
  virtual ~CodeReader() = default;
  virtual void read(const std::string& code, Instant now, Told told) = 0;
};

// "ssm:1:1795316400" = the Suishenma of test person 1, good until then (seconds since 1970).
// Kinds: ssm 随申码, essc 电子社保码, csid 长沙身份码; persons 1 to 3. Refusals `code.unknown`,
// `code.expired`.
std::shared_ptr<CodeReader> make_stand_in_code_reader();

}  // namespace atrium::front
