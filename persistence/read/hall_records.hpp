// A hall's past for whoever asks: follows the committed events into its read database, a piece at a
// time, and answers from it. A database that is missing, damaged, of another form or of another
// history is made anew beside it and then put in its place. One thread at a time.
#pragma once

#include "actors/statistics/desk.hpp"
#include "persistence/read/read_database.hpp"
#include "runtime/core/codec.hpp"

#include <SQLiteCpp/Exception.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>

// In a data directory: `read/<hall>.sqlite`, with SQLite's own files beside it; while it is made,
// `read/<hall>.building.sqlite`. Not backed up: it is made again from the journal.

namespace atrium::persistence {

class HallRecords final : public statistics::Records {
 public:
  // Committed events after a position, at most so many; answers the last one's position, or
  // `after` when there are none.
  using Source = std::function<Result<Position>(Position after, std::size_t limit,
                                                const std::function<void(const Envelope&)>& each)>;
  struct Readers {
    std::shared_ptr<const Codec<waiting_room::Entity>> waiting_room;
    std::shared_ptr<const Codec<evaluation::Entity>> evaluation;
  };

  // Opens nothing yet; `directory` is `<data>/read`.
  HallRecords(std::filesystem::path directory, std::string hall, Source source, Readers readers);
  ~HallRecords() override;

  enum class Progress { caught_up, more };
  // Takes the next events, in one transaction. A failure of the database makes it anew at the next
  // step; one of the journal is tried again.
  Result<Progress> step();

  // Not while it is being made.
  [[nodiscard]] bool ready() const { return database_ && !building_; }
  // Why it was made anew, for the operator; once.
  [[nodiscard]] std::string take_note() { return std::exchange(note_, {}); }

  [[nodiscard]] Position position() const override { return cursor_.position; }
  [[nodiscard]] Instant recorded() const override { return recorded_; }
  [[nodiscard]] const statistics::Calendar& calendar() const override;
  [[nodiscard]] Result<statistics::Rows> rows(const statistics::Ask& ask) const override;
  [[nodiscard]] Result<std::optional<statistics::Visit>> visit(
      const TicketId& ticket) const override;
  [[nodiscard]] Result<statistics::Found> find(const statistics::Search& search) const override;

 private:
  Result<void> open();
  Result<void> build(const std::string& why);
  Result<bool> is_of_this_history(const ReadCursor& cursor);
  void go_on_from(const ReadCursor& cursor);
  void put_in_place();
  Result<void> see(const Envelope& event);
  Result<Progress> take();
  tl::unexpected<Failure> give_up(const SQLite::Exception& error) const;
  template <class Answer, class Read>
  Result<Answer> read(Read&& read) const;

  std::filesystem::path directory_;
  std::string hall_;
  Source source_;
  Readers readers_;
  mutable std::unique_ptr<ReadDatabase> database_;
  mutable bool broken_ = false;
  bool building_ = false;
  ReadCursor cursor_;
  Instant recorded_{};
  std::unique_ptr<statistics::Book> book_;
  std::string note_;
};

}  // namespace atrium::persistence
