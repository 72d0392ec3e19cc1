// What the drawers of deeds share: choosing among few, and an act at the edge as a deed. Not for
// anybody outside this folder and deed.cpp.
#pragma once

#include "simulation/trial/deed.hpp"

#include <cstddef>
#include <iterator>
#include <string>

namespace atrium::simulation::trial {

inline std::size_t below(Random& chance, std::size_t count) { return chance.bits() % count; }

template <class All>
const auto& any_of(const All& all, Random& chance) {
  return all[below(chance, std::size(all))];
}

// Mostly a ticket of today, sometimes a number that nobody has.
std::string any_number(const Scene&, Random&);

// Through the same door as every edge; `records`: what is accepted must be in the record. `code`:
// of the booking that comes of it.
Deed of(const Scene&, front::Act, Who, bool records, const std::string& words,
        const std::string& code = {});

// What people do beside and after the calling.
Deed evaluate(const Scene&, Random&);
Deed follow_up(const Scene&, Random&);   // Mostly the step that comes next, by one who may take it.
Deed scan_label(const Scene&, Random&);  // Mostly one of a few, so that steps follow each other.

// What people do before they come, and at the door.
Deed book_visit(const Scene&, Random&);
Deed change_booking(const Scene&, Random&);
Deed cancel_booking(const Scene&, Random&);
Deed check_in_booking(const Scene&, Random&);  // By code or by phone.
Deed record_outcome(const Scene&, Random&);
Deed ask_bookings(const Scene&, Random&);

}  // namespace atrium::simulation::trial
