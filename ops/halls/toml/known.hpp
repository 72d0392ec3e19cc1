// Names that a hall's file declares once and uses elsewhere: services, zones, classes, devices.
#pragma once

#include "ops/halls/fault.hpp"
#include "ops/halls/toml/section.hpp"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace atrium::halls {

// The declared name that was probably meant: at most two letters wrong, and not most of the word.
std::optional<std::string> nearest(std::string_view wrong,
                                   const std::set<std::string, std::less<>>& right);

class Known {
 public:
  // `sort` as in "two services are called …" and "there is no service …".
  Known(std::string singular, std::string plural, Faults& faults);

  void declare(const std::string& name, Place place);   // Twice is a fault at the second place.
  bool require(const Word& used, std::string_view by);  // A name that nobody declared is a fault.
  void use(const std::string& name) { used_.insert(name); }
  void each_unused(const std::function<void(const std::string&, Place)>& act) const;

 private:
  std::string singular_;
  std::string plural_;
  Faults* faults_;
  std::map<std::string, Place, std::less<>> places_;
  std::set<std::string, std::less<>> used_;
};

}  // namespace atrium::halls
