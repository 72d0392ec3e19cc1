// The people of one hall (crowd.hpp). Visitors in visiting.cpp, staff at their windows in
// staffing.cpp.
#pragma once

#include "adapters/front/front.hpp"
#include "simulation/crowd/agenda.hpp"
#include "simulation/crowd/crowd.hpp"
#include "simulation/model/arrivals.hpp"
#include "simulation/model/visitor.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace atrium::simulation {

class HallCrowd {
 public:
  struct Door {
    front::Front* front = nullptr;
    std::shared_ptr<Inbox> inbox;
  };

  HallCrowd(Door door, const halls::Definition& hall, const Profile& profile,
            const CrowdOptions& options);

  void begin(Instant now);
  [[nodiscard]] std::optional<Instant> next() const { return agenda_.next(); }
  void step(Instant now);
  [[nodiscard]] bool quiet() const;  // Every window is closed and no answer is awaited.

 private:
  struct Deed {
    enum class Kind { look, doors, arrive, retry, work, rate, print };
    Kind kind = Kind::look;
    std::size_t index = 0;               // Of the service or window.
    std::uint64_t token = 0;             // Of `work`: only the last one planned counts.
    std::string ticket{};                // Of `rate`.
    std::shared_ptr<Visitor> visitor{};  // Of `retry` and `rate`.
  };

  enum class Phase { unknown, closed, idle, called, serving, paused };

  // One window and the clerk at it. `phase` is what the clerk was last told.
  struct Post {
    WindowId window;
    std::string staff;
    Random random;
    Phase phase = Phase::unknown;
    bool asked = false;   // An answer is awaited; nothing else is done before it comes.
    bool nobody = false;  // The last call found nobody; sleeps until somebody takes a ticket.
    Instant free_since{};
    int waiting = 0;
    std::string ticket{};  // Called or being served.
    int calls = 0;
    std::shared_ptr<Visitor> visitor{};
    bool present = false;  // Of the visitor.
    std::optional<Instant> comes_at{};
    Instant recall_at{};
    Instant done_at{};
    OpenTime duty{};  // The present or next stretch of work.
    Instant opens_at{};
    std::optional<Instant> lunch_at{};
    std::optional<Instant> break_at{};
    Instant break_over{};
    std::uint64_t token = 0;
  };

  using Then = Inbox::Then;
  void act(front::Act act, Who who, Then then);
  host::Reply reply_to(Then then);

  void look_around(Instant now);
  void settle_in(Instant now, const boost::json::object& floor);
  void turn_doors(Instant now);
  [[nodiscard]] std::optional<OpenTime> open_time(Instant now);
  void carry_out(Instant now, const Deed& deed);

  // Visitors.
  void come(Instant now, std::size_t service);
  void take_ticket(Instant now, std::shared_ptr<Visitor> visitor);
  void got_ticket(Instant now, const std::shared_ptr<Visitor>& visitor, const Told& told);
  std::shared_ptr<Visitor> visitor_of(const boost::json::object& ticket);
  void rate(const std::string& ticket, const Visitor& visitor);
  void print(Instant now);

  // Staff.
  void work(Instant now, std::size_t index);
  void work_idle(Instant now, std::size_t index);
  void work_called(Instant now, std::size_t index);
  void at_window(Instant now, std::size_t index, const std::string& action,
                 const std::string& reason = {});
  void ask_window(std::size_t index);
  void told_window(Instant now, std::size_t index, const std::string& action, const Told& told);
  void adopt(Instant now, std::size_t index, const boost::json::object& view);
  void adopt_ticket(Instant now, Post& post, const boost::json::object& ticket);
  void plan_duty(Instant now, Post& post);
  void plan_break(Instant now, Post& post);
  void plan_work(Post& post, std::size_t index, Instant at);
  void plan_next(Instant now, std::size_t index);
  void nudge(Instant now, std::size_t service);

  Door door_;
  const halls::Definition& hall_;
  const Profile& profile_;
  std::string run_;
  std::uint64_t sent_ = 0;
  std::size_t awaited_ = 0;
  bool settled_ = false;
  bool print_planned_ = false;
  Agenda<Deed> agenda_;
  std::vector<OpenTime> open_times_;
  Random machine_;
  std::vector<Arrivals> arrivals_;
  std::vector<VisitorStream> streams_;
  std::map<std::string, std::shared_ptr<Visitor>> waiting_;  // By ticket.
  std::vector<Post> posts_;
};

}  // namespace atrium::simulation
