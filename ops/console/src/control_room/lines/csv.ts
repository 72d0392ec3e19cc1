// A table as a file for a spreadsheet; the mark in front makes Excel read Chinese rightly.
export function csv_of(rows: (string | number)[][]): string {
  const cell = (value: string | number) =>
    /[",\n]/.test(String(value)) ? `"${String(value).replace(/"/g, '""')}"` : String(value)
  return rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n'
}

export function save_csv(name: string, rows: (string | number)[][]): void {
  const url = URL.createObjectURL(new Blob(['\ufeff', csv_of(rows)], { type: 'text/csv' }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  URL.revokeObjectURL(url)
}
