// A hall's history for benchmarks, made by its entities themselves: whole visits from the machine's
// slip to the rating, day after day, as events in a journal. No actors, no crowd, no chance: the
// same number of visits gives the same bytes.
#pragma once

#include "persistence/vault/vault.hpp"
#include "runtime/core/journal.hpp"

#include <cstddef>

namespace atrium::persistence {

// Appends about 11 events for each visit. One visit in ten names its holder, one rating in ten has
// a text; these are sealed in `vault`.
void record_visits(Journal& journal, Vault& vault, std::size_t visits);

}  // namespace atrium::persistence
