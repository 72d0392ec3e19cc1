// The JSON API: every route of the contract, from a request to the runtime and back. On the I/O
// thread only; answers of the runtime are posted to it. The transport (server.cpp) hands requests
// in and knows nothing of halls.
#pragma once

#include "actors/statistics/desk.hpp"
#include "adapters/front/front.hpp"
#include "adapters/front/outside/cases.hpp"
#include "adapters/front/outside/catalogue.hpp"
#include "adapters/front/outside/deliveries.hpp"
#include "adapters/front/people/staff_password.hpp"
#include "adapters/front/visit/links.hpp"
#include "adapters/front/visit/visit_book.hpp"
#include "adapters/http/hall_face.hpp"
#include "adapters/http/live.hpp"
#include "adapters/http/loop.hpp"
#include "adapters/http/message/fields.hpp"
#include "adapters/http/message/message.hpp"
#include "adapters/http/message/routes.hpp"
#include "adapters/http/metrics.hpp"
#include "adapters/http/pages.hpp"
#include "runtime/host/runtime.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace atrium::http {

struct Hall {
  HallFace face;
  PartitionId id;
  std::shared_ptr<LiveHall> live;
  std::shared_ptr<front::VisitBook> visits;
  evaluation::Terms rating_terms;
};

// Of a kind that its own list names, or that hangs at a window.
bool has_device(const HallFace& face, std::string_view kind, std::string_view id);
Problem unknown_machine();

struct ApiOptions {
  std::vector<HallFace> faces;
  std::filesystem::path web_root;
  std::string link_secret{};
  std::map<std::string, evaluation::Terms> rating_terms{};
  std::shared_ptr<front::Catalogue> catalogue = front::make_fixed_catalogue({});
  std::shared_ptr<const front::Deliveries> deliveries{};
  std::size_t in_flight_max = 1024;
  std::chrono::milliseconds wait_max{5000};
  MakeSound sound{};
  const front::Forecast* forecast = nullptr;
  statistics::Desk* records = nullptr;  // Null: the past is not kept.
  std::shared_ptr<front::Cases> cases{};  // Null: as labels tell.
};

class Api {
 public:
  Api(host::Runtime& runtime, std::shared_ptr<Loop> loop, ApiOptions options);

  void start();
  void stop();  // Not ready any more; live feeds and waiting queries end.
  void handle(Request request, Respond respond);

  // What a WebSocket asked for at /api/v1/live, or why not.
  struct LiveAsk {
    std::shared_ptr<LiveHall> hall;
    Position from = 0;
    std::uint64_t epoch = 0;  // 0: it does not say.
  };
  std::variant<LiveAsk, Problem> ask_live(const Request& request);

  [[nodiscard]] std::size_t in_flight() const { return metrics_->in_flight; }
  [[nodiscard]] const Routes& routes() const { return routes_; }
  [[nodiscard]] front::RatingSources ratings() const;

 private:
  // What a command's body asks for, and in whose name.
  struct Asked {
    front::Act act;
    Who who;
  };
  using ReadAct = std::function<std::variant<Asked, Problem>(const Hall&, const Call&, Fields&)>;
  using Ask = std::function<void(const Hall&, Call)>;
  using Shape = std::function<Response(const host::Outcome&)>;

  void add_house_routes();
  void add_floor_routes();
  void add_ticket_routes();
  void add_finding_own();
  void add_rating_routes();
  void add_phone_routes();
  void add_appointment_routes();
  void add_booking_questions();
  void add_booking_acts();
  void add_check_in();
  void add_item_routes();
  void add_lease_routes();
  void add_window_routes();
  void add_device_routes();
  void add_ops_routes();
  void add_calibration_routes();
  void add_record_routes();

  // A command: reads the body strictly, then has the act done. `accepted`: the status of success;
  // `shape` makes the answer of the outcome, where it is more than the entity's.
  using ShapeFor = std::function<Response(const Hall&, const host::Outcome&)>;
  void on_command(const std::string& pattern, int accepted, ReadAct read, ShapeFor shape = {});
  // A command whose outcome is not yet its answer: `settle` responds, on the I/O thread.
  using Settle = std::function<void(const Hall&, const host::Outcome&, Respond)>;
  void on_settled(const std::string& pattern, ReadAct read, Settle settle);
  // A question with a body; `ask` reads it strictly.
  using AskBody = std::function<void(const Hall&, Call, Fields&)>;
  void on_asked(const std::string& pattern, AskBody ask);
  // A question: waits for ?at_least first.
  void on_question(const std::string& pattern, Ask ask);
  // A question about the past: reads the query, then has it answered on the records' thread.
  using AnswerRecords = std::function<Response(const statistics::Records&)>;
  using ReadRecords = std::function<std::variant<AnswerRecords, Problem>(const Hall&, const Call&)>;
  void on_records(const std::string& pattern, ReadRecords read);
  void wait_for(const Hall& hall, Position position, Call question, const Ask& ask);
  // The hall that the path names, or the link in it.
  void with_hall(Call call, const Ask& then);
  // Puts the hall and ticket of a link among the call's parameters, or says why not.
  [[nodiscard]] std::optional<Problem> open_link(Call& call) const;
  void answer_phone(const Hall& hall, Call call);
  [[nodiscard]] std::string rating_metrics();
  void answer_page(const Request& request, Respond respond);
  // False: too much is in flight for a request of this urgency, and it was told so.
  bool admit(const Request& request, Respond& respond);

  // Answers `respond` on the I/O thread with what `shape` makes of the outcome.
  host::Reply reply_to(Respond respond, Shape shape = {});
  // `body` with "case", how far the case behind the ticket has come.
  void answer_with_case(const Hall& hall, const TicketId& ticket, boost::json::object body,
                        const std::shared_ptr<Respond>& asker);

  // Hands the outcome to `then` on the I/O thread.
  host::Reply on_loop(std::function<void(host::Outcome)> then);

  // A ticket with "link", the address of its phone page.
  [[nodiscard]] host::Outcome with_link(const Hall& hall, host::Outcome outcome) const;
  [[nodiscard]] host::Outcome with_links(const Hall& hall, host::Outcome tickets) const;
  [[nodiscard]] std::string link_of(const Hall& hall, const boost::json::object& ticket) const;
  struct Arrival;
  void await_ticket(std::shared_ptr<Arrival> arrival);
  void answer_arrival(const std::shared_ptr<Arrival>& arrival, boost::json::object booking,
                      const std::string& ticket);
  void answer_without_ticket(const std::shared_ptr<Arrival>& arrival, boost::json::object booking);
  [[nodiscard]] std::string calibration_text() const;  // For /metrics.
  // Whether staff released priority at this place: a machine, a lease, or empty for the phones and
  // pages of people; the problem, if they tried and may not.
  std::optional<Problem> release_priority(const Hall& hall, Fields& fields,
                                          const std::string& place, int priority, bool& released);
  void answer_deliveries(Call call) const;
  void answer_halls(Call call);
  void answer_floor(const Hall& hall, Call call);
  void answer_events(const Hall& hall, Call call);
  void answer_sound(const Hall& hall, const Saying& saying, Call call);

  host::Runtime& runtime_;
  std::shared_ptr<Loop> loop_;
  ApiOptions options_;
  front::StaffPasswords passwords_;
  std::shared_ptr<Metrics> metrics_ = std::make_shared<Metrics>();  // Outlived by answers.
  front::Links links_;
  std::map<std::string, Hall, std::less<>> halls_;
  front::Front front_;
  Pages pages_;
  Routes routes_;
  std::size_t waiting_ = 0;  // Questions for a position to come; they cost nobody anything yet.
  bool ready_ = false;
};

}  // namespace atrium::http
