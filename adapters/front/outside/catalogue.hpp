// The item catalogue: what a hall offers for ticketing and what its slips tell (the port), and the
// stand-in that knows what the hall file says until the real catalogue is joined.
#pragma once

#include "runtime/core/failure.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace atrium::front {

struct Item {
  std::string service;
  std::string name;
  std::string name_en;
  std::string directions;
  std::string directions_en;
  std::string notice;
  std::string notice_en;
  std::vector<std::string> materials;
  std::vector<std::string> materials_en;
  std::vector<std::string> slip;  // Lines of the template; none: as usual.
  std::vector<std::string> slip_en;
  bool label = false;
};

// Thread-safe. `told` is called exactly once, now or later, on any thread.
class Catalogue {
 public:
  using Told = std::function<void(std::variant<std::vector<Item>, Failure>)>;
  virtual ~Catalogue() = default;
  virtual void items(const std::string& hall, Told told) const = 0;
};

std::shared_ptr<Catalogue> make_fixed_catalogue(std::map<std::string, std::vector<Item>> by_hall);

}  // namespace atrium::front
