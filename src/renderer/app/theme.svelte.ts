import type { Settings } from '../../contract/system.ts'

/** The palette in use: the learner's choice, or the system's. */
class Theme {
  choice = $state<Settings['theme']>('system')
  #system = $state<'light' | 'dark'>('light')
  readonly current = $derived(this.choice === 'system' ? this.#system : this.choice)

  constructor() {
    const query = matchMedia('(prefers-color-scheme: dark)')
    const follow = (): void => void (this.#system = query.matches ? 'dark' : 'light')
    follow()
    query.addEventListener('change', follow)
  }
}

export const theme = new Theme()
