// A value about a person (name, identity number, phone). In memory it is plain; the codec stores it
// sealed under the subject's key (AES-256-GCM, persistence/vault), and JSON for screens and feeds
// never shows it. Once the subject's key is erased, decoding yields `erased` with an empty value:
// the event still stands.
#pragma once

#include "runtime/core/ids.hpp"

#include <string>

namespace atrium {

template <class T = std::string>
struct Personal {
  SubjectId subject;
  T value{};
  bool erased = false;
  friend bool operator==(const Personal&, const Personal&) = default;
};

}  // namespace atrium
