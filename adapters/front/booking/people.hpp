// Who is who without keeping who it is: a person's identity number or phone as a keyed hash, the
// same for every channel of a node; and codes for those who book. Nothing is stored here.
#pragma once

#include "adapters/front/acts.hpp"
#include "runtime/core/ids.hpp"

#include <functional>
#include <string>

namespace atrium::front {

// Eight digits by chance, the first not 0: typed at a machine, and not to be guessed.
std::string make_booking_code();
using MakeCode = std::function<std::string()>;

class People {
 public:
  // Without a secret, or with codes of one's own, for tests and simulations only: then hashes and
  // codes can be guessed.
  explicit People(std::string secret, MakeCode make_code = make_booking_code);

  // By the identity number, else by the phone; empty when neither is given. Spaces and hyphens do
  // not count, nor whether an X is small.
  [[nodiscard]] SubjectId person(const HolderFields& fields) const;
  [[nodiscard]] SubjectId contact(const HolderFields& fields) const;  // By the phone alone.

  [[nodiscard]] std::string make_code() const { return make_code_(); }

 private:
  [[nodiscard]] SubjectId hashed(std::string_view purpose, const std::string& number) const;

  std::string secret_;
  MakeCode make_code_;
};

}  // namespace atrium::front
