// Takes the keys of a vault out of its directory, for an archive, and puts them into another one,
// for a restore. Reading works beside a node that runs; writing wants the directory for itself.
#pragma once

#include "runtime/core/failure.hpp"
#include "runtime/core/ids.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace atrium::persistence {

struct StoredKey {
  SubjectId subject;
  std::string bytes;  // As disk_vault.cpp stores them.
};

// Every key, ascending by subject. A directory without a vault has none.
Result<void> each_key(const std::string& data_directory,
                      const std::function<Result<void>(StoredKey)>& take);

// Adds keys to the vault, which is made if need be; durable on return. A subject that has a key
// keeps it.
Result<void> put_keys(const std::string& data_directory, const std::vector<StoredKey>& keys);

}  // namespace atrium::persistence
