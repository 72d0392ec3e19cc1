// From a hall's TOML file to a Definition, or to every fault that it has. The only way to make a
// Definition.
#pragma once

#include "ops/halls/definition.hpp"
#include "ops/halls/fault.hpp"

#include <filesystem>
#include <string_view>
#include <variant>
#include <vector>

namespace atrium::halls {

inline constexpr std::size_t file_bytes_max = 1'000'000;

// At least one fault when it is not a Definition. Text that is not TOML has one: where reading
// stopped.
using Reading = std::variant<Definition, std::vector<Fault>>;

Reading read(const std::filesystem::path& file);
Reading parse(std::string_view toml);

}  // namespace atrium::halls
