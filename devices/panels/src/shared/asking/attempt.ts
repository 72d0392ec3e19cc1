// A command that people give again when no answer came: as long as it is the same and unanswered it
// keeps its key, so that the server does it once. Without an answer nobody knows what became of it.
import { new_key, Refused } from '../api'

export class Attempt {
  private asked = ''
  private key = ''

  get unanswered(): boolean {
    return !!this.asked
  }

  async make<T>(wish: unknown, send: (key: string) => Promise<T>): Promise<T> {
    const asked = JSON.stringify(wish)
    if (asked !== this.asked) this.key = new_key()
    this.asked = asked
    try {
      const answer = await send(this.key)
      this.forget()
      return answer
    } catch (trouble) {
      if (trouble instanceof Refused) this.forget()
      throw trouble
    }
  }

  forget(): void {
    this.asked = ''
  }
}
