// A faultless hall of two windows, and what becomes of it when one line is written wrongly.
#pragma once

#include "ops/halls/read.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace atrium::halls {

extern const std::string small_hall;

// The small hall with its one occurrence of `line` replaced; a line that is not there fails the
// test.
std::string with(std::string_view line, std::string_view instead);
std::string without(std::string_view line);

// The number of the line that contains `words`, from 1.
int line_of(const std::string& text, std::string_view words);

// Fails the test unless reading `text` finds exactly one fault: in the line that contains `where`,
// its `what` and `mend` containing these words.
void check_only_fault(const std::string& text, std::string_view where, std::string_view what,
                      std::string_view mend);

std::vector<Fault> faults_of(const std::string& text);
Definition sound(const std::string& text);

}  // namespace atrium::halls
