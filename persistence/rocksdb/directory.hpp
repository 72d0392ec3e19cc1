// A data directory: claimed by at most one node, recognised by the file ATRIUM in it. Not for what
// is stored inside.
#pragma once

#include "runtime/core/failure.hpp"

#include <string>

namespace atrium::persistence {

// Holds the directory's lock until destroyed.
class Claim {
 public:
  Claim() = default;
  explicit Claim(int file) : file_(file) {}
  Claim(Claim&& other) noexcept;
  Claim& operator=(Claim&& other) noexcept;
  ~Claim();

 private:
  int file_ = -1;
};

// Makes an empty or missing directory ours, and locks it.
Result<Claim> claim_directory(const std::string& directory);

// Is it ours and of a format that we read? Locks nothing and makes nothing.
Result<void> check_directory(const std::string& directory);

}  // namespace atrium::persistence
