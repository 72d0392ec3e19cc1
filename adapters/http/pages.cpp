// Static files from memory (pages.hpp).
#include "adapters/http/pages.hpp"

#include "adapters/http/message/problem.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <functional>

namespace atrium::http {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t file_max = 64u << 20;

constexpr std::array<std::pair<std::string_view, std::string_view>, 17> types{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".woff", "font/woff"},
    {".txt", "text/plain; charset=utf-8"},
    {".webmanifest", "application/manifest+json"},
    {".mp3", "audio/mpeg"},
    {".wav", "audio/wav"},
}};

std::string type_of(const fs::path& file) {
  const auto extension = file.extension().string();
  for (const auto& [ending, type] : types) {
    if (ending == extension) return std::string(type);
  }
  return "application/octet-stream";
}

std::shared_ptr<const std::string> read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return std::make_shared<const std::string>(std::istreambuf_iterator<char>(in),
                                             std::istreambuf_iterator<char>());
}

bool accepts(const Request& request, std::string_view coding) {
  const auto* accepted = request.field("accept-encoding");
  return accepted != nullptr && accepted->find(coding) != std::string::npos;
}

bool is_page_address(std::string_view path) {
  return path == "/" || path == "/console" || path.starts_with("/console/") ||
         path.starts_with("/panel/") || path.starts_with("/m/");
}

constexpr std::string_view not_built =
    "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>Atrium</title>"
    "<p>网页尚未构建；接口已在 /api/v1 就绪。</p>"
    "<p>The web pages are not built; the API answers under /api/v1. Build them with "
    "ops/run.sh.</p>";

}  // namespace

const FieldList& security_fields() {
  static const FieldList fields{
      // Styles inline: the charts set them in markup. Scripts never.
      {"Content-Security-Policy",
       "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src "
       "'self' data:; "
       "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"X-Frame-Options", "DENY"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
  };
  return fields;
}

Pages::Pages(const fs::path& root) {
  std::error_code error;
  if (!root.empty() && fs::is_directory(root, error)) {
    for (fs::recursive_directory_iterator it(root, error), end; !error && it != end;
         it.increment(error)) {
      if (!it->is_regular_file(error) || it->file_size(error) > file_max) continue;
      auto file = it->path();
      const auto ending = file.extension();
      const bool packed = ending == ".gz" || ending == ".br";
      auto name =
          "/" +
          fs::relative(packed ? file.parent_path() / file.stem() : file, root).generic_string();
      auto& page = pages_[name];
      auto& form = ending == ".gz" ? page.gzip : ending == ".br" ? page.brotli : page.plain;
      form = read(file);
      if (!packed) {
        page.type = type_of(file);
        page.tag = fmt::format("\"{:x}-{:x}\"", std::hash<std::string>{}(*form), form->size());
      }
    }
    std::erase_if(pages_, [](const auto& entry) { return !entry.second.plain; });
  }
  if (!pages_.contains("/index.html")) {
    pages_["/index.html"] = {"text/html; charset=utf-8", "\"0\"",
                             std::make_shared<const std::string>(not_built), nullptr, nullptr};
  }
}

Response Pages::serve(const Page& page, const Request& request, bool immutable) const {
  Response response{200, page.type, {}, page.plain, {}};
  response.fields = {
      {"ETag", page.tag},
      {"Cache-Control", immutable ? "public, max-age=31536000, immutable" : "no-cache"}};
  if (page.gzip || page.brotli) response.fields.emplace_back("Vary", "Accept-Encoding");
  if (const auto* known = request.field("if-none-match"); known != nullptr && *known == page.tag) {
    response.status = 304;
    response.file = nullptr;
    return response;
  }
  if (page.brotli && accepts(request, "br")) {
    response.file = page.brotli;
    response.fields.emplace_back("Content-Encoding", "br");
  } else if (page.gzip && accepts(request, "gzip")) {
    response.file = page.gzip;
    response.fields.emplace_back("Content-Encoding", "gzip");
  }
  return response;
}

Response Pages::answer(const Request& request) const {
  const auto [well_formed, path] = percent_decoded(request.path, false);
  if (well_formed) {
    if (const auto found = pages_.find(path); found != pages_.end()) {
      return serve(found->second, request, path.starts_with("/assets/"));
    }
    if (is_page_address(path)) return serve(pages_.find("/index.html")->second, request, false);
  }
  return to_response({404, "route.unknown", "nothing answers at this path", ""});
}

}  // namespace atrium::http
