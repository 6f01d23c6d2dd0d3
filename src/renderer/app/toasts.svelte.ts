import { toErrorPayload } from '../../contract/errors.ts'

export interface Toast {
  readonly id: number
  readonly tone: 'plain' | 'good' | 'bad'
  readonly text: string
  readonly remedy: string
  readonly action: { readonly label: string; readonly run: () => void } | null
}

const lifeMs = 6000

/** Short messages above the page. An error stays until it is dismissed; the rest leave by themselves. */
class Toasts {
  all = $state.raw<readonly Toast[]>([])
  #next = 1

  say(text: string, options: Partial<Pick<Toast, 'tone' | 'remedy' | 'action'>> = {}): void {
    const toast = { id: this.#next++, text, tone: 'plain', remedy: '', action: null, ...options } as const
    this.all = [...this.all.filter((other) => other.text !== text), toast].slice(-4)
    if (toast.tone !== 'bad') setTimeout(() => this.dismiss(toast.id), lifeMs)
  }

  /** Shows an error's sentence and its remedy. */
  fail(error: unknown): void {
    const { message, remedy } = toErrorPayload(error)
    this.say(message, { tone: 'bad', remedy })
  }

  dismiss(id: number): void {
    this.all = this.all.filter((toast) => toast.id !== id)
  }
}

export const toasts = new Toasts()
