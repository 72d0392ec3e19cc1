// The stand-in for cases (cases.hpp).
#include "adapters/front/outside/cases.hpp"

#include "actors/label/label.hpp"
#include "adapters/front/json_fields.hpp"

#include <utility>

namespace atrium::front {
namespace {

namespace json = boost::json;

std::vector<CaseStep> steps_of(const std::string& label) {
  std::vector<CaseStep> steps;
  const auto view = json::parse(label);
  for (const auto& stamp : view.as_object().at("stamps").as_array()) {
    const auto& one = stamp.as_object();
    steps.push_back({text_at(one, "step"), instant_at(one, "at").value_or(Instant{})});
  }
  return steps;
}

class ByLabel final : public Cases {
 public:
  explicit ByLabel(host::Runtime& runtime) : runtime_(runtime) {}

  void steps(const PartitionId& hall, const TicketId& ticket, Told told) override {
    runtime_.look<label::Entity>(
        hall, ticket.value, label::Stamps{},
        host::Reply([told = std::move(told)](const host::Outcome& outcome) {
          const auto* accepted = std::get_if<host::Accepted>(&outcome);
          told(accepted == nullptr ? std::vector<CaseStep>{} : steps_of(accepted->json));
        }));
  }

 private:
  host::Runtime& runtime_;
};

}  // namespace

std::shared_ptr<Cases> make_cases_by_label(host::Runtime& runtime) {
  return std::make_shared<ByLabel>(runtime);
}

}  // namespace atrium::front
