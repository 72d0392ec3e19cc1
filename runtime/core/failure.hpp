// The environment let us down (disk, peer, file): a value that says what, where and how to mend.
// Not for business rules (Refusal) nor for broken invariants (Defect).
#pragma once

#include <boost/describe.hpp>
#include <tl/expected.hpp>

#include <string>
#include <utility>

namespace atrium {

// Chosen by what the caller should do next.
enum class FailureCode {
  invalid_input,  // Mend the input: exit status 2.
  not_found,
  in_use,       // Somebody else holds it; try again when they are gone.
  damaged,      // Stored bytes are not what was written; a person must look.
  exhausted,    // Out of space, memory or quota.
  unavailable,  // Try again later.
  internal,
};
BOOST_DESCRIBE_ENUM(FailureCode, invalid_input, not_found, in_use, damaged, exhausted, unavailable,
                    internal)

struct Failure {
  FailureCode code = FailureCode::internal;
  std::string what;  // One line: what is wrong, where, and how to mend it.
};

template <class T>
using Result = tl::expected<T, Failure>;

inline tl::unexpected<Failure> fail(FailureCode code, std::string what) {
  return tl::unexpected<Failure>(Failure{code, std::move(what)});
}

}  // namespace atrium
