// Reads as much TOML as the hall definitions use: tables, arrays of tables, strings, numbers,
// booleans and one-line arrays. For the mock only.
export function parse_toml(text) {
  const root = {}
  let here = root
  const value = (raw) => JSON.parse(raw.replace(/,\s*\]/, ']'))
  for (const line of text.split('\n')) {
    const bare = strip(line).trim()
    let found
    if (!bare) continue
    if ((found = /^\[\[(.+)\]\]$/.exec(bare))) (root[found[1]] ??= []).push((here = {}))
    else if ((found = /^\[(.+)\]$/.exec(bare))) here = root[found[1]] ??= {}
    else if ((found = /^([\w-]+)\s*=\s*(.+)$/.exec(bare))) here[found[1]] = value(found[2])
  }
  return root
}

function strip(line) {
  let quoted = false
  for (let at = 0; at < line.length; ++at) {
    if (line[at] === '"' && line[at - 1] !== '\\') quoted = !quoted
    if (line[at] === '#' && !quoted) return line.slice(0, at)
  }
  return line
}
