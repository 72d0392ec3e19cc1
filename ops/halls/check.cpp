// Prints; what is a fault is decided in read.
#include "ops/halls/check.hpp"

#include "ops/halls/read.hpp"

#include <boost/json.hpp>

#include <ostream>
#include <string>

namespace atrium::halls {
namespace {

int print(const std::string& file, const std::vector<Fault>& faults, std::ostream& out,
          std::ostream& err) {
  for (const auto& fault : faults) {
    out << boost::json::object{{"file", file},
                               {"line", fault.place.line},
                               {"column", fault.place.column},
                               {"what", fault.what},
                               {"mend", fault.mend}}
        << '\n';
    err << file << ':' << fault.place.line << ':' << fault.place.column << ": " << fault.what
        << "; " << fault.mend << '\n';
  }
  err << file << ": " << faults.size() << (faults.size() == 1 ? " fault\n" : " faults\n");
  return 2;
}

int print(const std::string& file, const Definition& hall, std::ostream& out, std::ostream& err) {
  out << boost::json::object{{"file", file},
                             {"ok", true},
                             {"hall", hall.hall.value},
                             {"windows", hall.windows.size()},
                             {"services", hall.services.size()}}
      << '\n';
  err << file << ": sound, " << hall.windows.size() << " windows, " << hall.services.size()
      << " services\n";
  return 0;
}

}  // namespace

int check(const std::filesystem::path& file, std::ostream& out, std::ostream& err) {
  return std::visit([&](const auto& found) { return print(file.string(), found, out, err); },
                    read(file));
}

}  // namespace atrium::halls
