// What went wrong, as problem+json (RFC 9457) with a stable code; and how outcomes of the house
// become answers.
#pragma once

#include "adapters/front/reading.hpp"
#include "adapters/http/message/message.hpp"
#include "runtime/host/ask.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace atrium::http {

struct Problem {
  int status = 500;
  std::string code;    // Stable: scripts and translations match it.
  std::string detail;  // One English sentence: what, and how to mend.
  std::string field;   // The field at fault, as a JSON path; empty when it is not one field.
  std::chrono::seconds retry_after{1};                           // Of 429 and 503.
  std::vector<std::pair<std::string, std::uint64_t>> figures{};  // Members of its own.
};

// Problems that mean "later" (429, 503) carry Retry-After.
Response to_response(const Problem& problem);

Problem to_problem(const Refusal& refusal);
Problem to_problem(const host::Trouble& trouble);
Problem to_problem(const front::Misplaced& lost);  // 410 or 416, with epoch and from.

// The entity's JSON object with `"position":N` added; a refusal or trouble becomes its problem.
Response to_response(const host::Outcome& outcome, int accepted_status = 200);

std::string_view reason_of(int status);  // "Not Found"

}  // namespace atrium::http
