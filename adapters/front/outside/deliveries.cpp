// Remembers outcomes on their way back (deliveries.hpp).
#include "adapters/front/outside/deliveries.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <exception>
#include <fstream>
#include <system_error>
#include <utility>

namespace atrium::front {

namespace json = boost::json;

Deliveries::Deliveries(Outbound& next, std::filesystem::path record)
    : next_(next), record_(std::move(record)) {
  if (!record_.empty()) read_record();
}

void Deliveries::send(const Message& message, std::function<void(Result<void>)> taken) {
  const Delivery delivery{message.id, message.channel, message.key, message.at, 0, false, {}};
  next_.send(message, [this, delivery, taken = std::move(taken)](Result<void> result) {
    note(delivery, result);
    taken(std::move(result));
  });
}

void Deliveries::note(const Delivery& delivery, const Result<void>& result) {
  const std::lock_guard lock(mutex_);
  auto noted = delivery;
  const auto found = std::ranges::find(latest_, delivery.id, &Delivery::id);
  if (found != latest_.end()) {
    if (found->taken) return;  // Sent again after a restart: it counts once.
    noted.tries = found->tries;
  }
  auto& count = counts_[delivery.channel];
  ++(result ? count.taken : count.failed);
  ++noted.tries;
  noted.taken = result.has_value();
  noted.why = result ? std::string() : result.error().what;
  keep(noted);
  if (!record_.empty()) write(noted);
}

void Deliveries::keep(const Delivery& delivery) {
  const auto found = std::ranges::find(latest_, delivery.id, &Delivery::id);
  if (found != latest_.end()) {
    *found = delivery;
    return;
  }
  latest_.push_front(delivery);
  if (latest_.size() > kept) latest_.pop_back();
}

std::string Deliveries::line_of(const Delivery& delivery) const {
  const auto& count = counts_.at(delivery.channel);
  return json::serialize(json::object{{"id", delivery.id},
                                      {"channel", delivery.channel},
                                      {"key", delivery.key},
                                      {"at", to_iso8601(delivery.at)},
                                      {"tries", delivery.tries},
                                      {"taken", delivery.taken},
                                      {"why", delivery.why},
                                      {"channel_taken", count.taken},
                                      {"channel_failed", count.failed}}) +
         "\n";
}

void Deliveries::take_line(const std::string& line) {
  json::error_code error;
  const auto value = json::parse(line, error);
  if (error || !value.is_object()) return;  // Torn by a power cut.
  const auto& one = value.get_object();
  const auto text = [&](const char* name) { return std::string(one.at(name).as_string()); };
  // All of it, or nothing: a line of another form throws here.
  const ChannelCount count{one.at("channel_taken").to_number<std::size_t>(),
                    one.at("channel_failed").to_number<std::size_t>()};
  Delivery delivery{text("id"),
                    text("channel"),
                    text("key"),
                    from_iso8601(text("at")).value_or(Instant{}),
                    one.at("tries").to_number<int>(),
                    one.at("taken").as_bool(),
                    text("why")};
  counts_[delivery.channel] = count;
  if (delivery.id.empty()) return;  // Stands for its channel's counts alone.
  keep(std::move(delivery));
}

void Deliveries::read_record() {
  std::ifstream file(record_);
  for (std::string line; std::getline(file, line); ++lines_) {
    try {
      take_line(line);
    } catch (const std::exception&) {
      // Of another form: the record is for people to look at, and stops no start.
    }
  }
  if (lines_ > 0) write_anew();  // Ends a torn line, too.
}

void Deliveries::write(const Delivery& delivery) {
  if (lines_ >= lines_max) return write_anew();
  std::ofstream(record_, std::ios::app) << line_of(delivery);
  ++lines_;
}

// A channel none of whose messages is kept any more stays with its counts.
void Deliveries::write_anew() {
  auto fresh = record_;
  fresh += ".new";
  {
    std::ofstream file(fresh, std::ios::trunc);
    lines_ = 0;
    for (const auto& [channel, count] : counts_) {
      const auto same = [&](const Delivery& one) { return one.channel == channel; };
      if (std::ranges::any_of(latest_, same)) continue;
      file << line_of({{}, channel, {}, {}, 0, true, {}});
      ++lines_;
    }
    for (auto one = latest_.rbegin(); one != latest_.rend(); ++one, ++lines_) file << line_of(*one);
  }
  std::error_code trouble;
  std::filesystem::rename(fresh, record_, trouble);
}

std::vector<Delivery> Deliveries::latest(const std::string& channel, std::size_t most) const {
  const std::lock_guard lock(mutex_);
  std::vector<Delivery> found;
  for (const auto& one : latest_) {
    if (channel.empty() || one.channel == channel) found.push_back(one);
  }
  std::ranges::stable_partition(found, [](const auto& one) { return !one.taken; });
  if (found.size() > most) found.resize(most);
  return found;
}

std::map<std::string, ChannelCount> Deliveries::counts() const {
  const std::lock_guard lock(mutex_);
  return counts_;
}

}  // namespace atrium::front
