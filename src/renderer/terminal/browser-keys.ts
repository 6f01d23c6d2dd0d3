/** Chromium's Keyboard Lock API; elsewhere there is none, and reserved keys stay the browser's. */
interface KeyboardLock {
  lock(): Promise<void>
}

/** Shows `element` on the whole screen and asks the browser to hand over even Ctrl-W, Ctrl-T and Ctrl-N; again: leaves. */
export async function takeKeyboard(element: HTMLElement): Promise<void> {
  if (document.fullscreenElement !== null) return document.exitFullscreen()
  await element.requestFullscreen()
  const { keyboard } = navigator as Navigator & { keyboard?: KeyboardLock }
  await keyboard?.lock()
}

/** Makes the browser ask before it closes the page while `busy()`; for the hand that meant Ctrl-W for the shell. */
export function guardTab(busy: () => boolean): () => void {
  const guard = (event: BeforeUnloadEvent): void => {
    if (busy()) event.preventDefault()
  }
  addEventListener('beforeunload', guard)
  return () => removeEventListener('beforeunload', guard)
}
