// What people show a machine: a keyboard-wedge reader types it, whatever it reads. Here a text
// becomes what the server is asked with; the server alone says whether it is right.
export interface Person {
  id_type?: string
  id_number?: string
  name?: string
  phone?: string
  code?: string
}

// "ssm:1:…" is a code from a phone, 11 digits that begin with 1 a phone number, anything else the
// number of a document. Nothing for an empty text.
export function person_of(text: string): Person | null {
  const shown = text.trim()
  if (!shown) return null
  if (shown.includes(':')) return { code: shown }
  const digits = shown.replace(/[\s-]/g, '')
  if (/^(\+?86)?1\d{10}$/.test(digits)) return { phone: digits }
  return { id_number: shown }
}

// At check-in eight digits are the code of a booking; no document's number is so short.
export function booked_of(person: Person): Person {
  const typed = person.id_number?.replace(/[\s-]/g, '') ?? ''
  return /^[1-9]\d{7}$/.test(typed) ? { code: typed } : person
}

// Masked, as on slips: "4690***********012", "H******78", "135****2696".
export function shown_of(person: Person): string {
  const stars = (text: string, head: number, tail: number) =>
    text.length <= head + tail
      ? '*'.repeat(text.length)
      : text.slice(0, head) + '*'.repeat(text.length - head - tail) + text.slice(-tail)
  if (person.phone) return stars(person.phone.slice(-11), 3, 4)
  const number = person.id_number
  if (number && number.length < 9) return '*'.repeat(number.length)
  if (number) return number.length < 15 ? stars(number, 1, 2) : stars(number, 4, 3)
  return ''
}

// Keys as a reader types them: fast, and closed by Enter. A pause begins anew, so that a stray key
// of a person never joins what a reader reads.
export class Wedge {
  private text = ''
  private last = 0
  constructor(
    private readonly gap_ms = 400,
    private readonly shortest = 6
  ) {}

  // The whole reading when `key` closes one, otherwise nothing.
  take(key: string, at: number): string | null {
    if (at - this.last > this.gap_ms) this.text = ''
    this.last = at
    if (key === 'Enter') {
      const read = this.text
      this.text = ''
      return read.length >= this.shortest ? read : null
    }
    if (key.length === 1) this.text += key
    return null
  }
}
