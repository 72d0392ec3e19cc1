// What is wrong in a hall's file: where, what, and how to mend it. Never thrown; a reader collects
// all of them.
#pragma once

#include <string>
#include <vector>

namespace atrium::halls {

struct Place {  // Both from 1, as editors count.
  int line = 1;
  int column = 1;
};

struct Fault {
  Place place;
  std::string what;
  std::string mend;
};

class Faults {
 public:
  void add(Place place, std::string what, std::string mend);
  [[nodiscard]] bool empty() const { return faults_.empty(); }
  [[nodiscard]] std::vector<Fault> in_order() const;  // By line, then column.

 private:
  std::vector<Fault> faults_;
};

}  // namespace atrium::halls
