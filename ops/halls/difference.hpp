// What one definition of a hall changes in another, as far as the hall's rules know it: entry by
// entry, for whoever is about to let it hold. Names and texts that are only shown are not compared.
#pragma once

#include <boost/json.hpp>

#include <string>
#include <vector>

namespace atrium::halls {

struct Difference {
  std::string at;             // "services/tax/offered"; entries of lists by what they are called.
  boost::json::value before;  // Null: not there.
  boost::json::value after;   // Null: not there any more.
};

// Of two objects of the same form; in the order of `before`, what is new behind it.
std::vector<Difference> differences(const boost::json::value& before,
                                    const boost::json::value& after);

// "services/tax/offered: true → false", "windows/5: taken out", "windows/6: new".
std::string to_text(const Difference& difference);

}  // namespace atrium::halls
