// The built web pages, read into memory once at the start. A request is a look-up among the names
// found then and never reaches the file system, so no path can lead out of the folder.
#pragma once

#include "adapters/http/message/message.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <string>

namespace atrium::http {

class Pages {
 public:
  // An empty or missing folder serves one page that says that the pages are not built.
  explicit Pages(const std::filesystem::path& root);

  // For GET and HEAD of what no route answers: a file, or index.html for the addresses of pages
  // (/, /console, /panel/…, /m/…), or 404 `route.unknown`.
  [[nodiscard]] Response answer(const Request& request) const;

 private:
  using Bytes = std::shared_ptr<const std::string>;
  struct Page {
    std::string type;
    std::string tag;  // ETag of the plain form.
    Bytes plain, gzip, brotli;
  };
  [[nodiscard]] Response serve(const Page& page, const Request& request, bool immutable) const;

  std::map<std::string, Page, std::less<>> pages_;  // "/assets/app-1f3c.js" → its forms.
};

// What every answer of this server carries.
const FieldList& security_fields();

}  // namespace atrium::http
