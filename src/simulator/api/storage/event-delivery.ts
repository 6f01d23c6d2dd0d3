import type { StoreEvent } from './store.ts'

type Listener = (event: StoreEvent) => void

/** Brings events to watchers, each event to all of them before the next event. */
export interface Delivery {
  /** To all who watch the resource now. */
  send(resource: string, event: StoreEvent): void
  /** `missed` comes first. The answer ends it, with what is on its way. */
  add(resource: string, missed: readonly StoreEvent[], listener: Listener): () => void
  /** Ends every watch. */
  endAll(): void
}

interface Watcher {
  readonly listener: Listener
  ended: boolean
}

/**
 * Delivers in a microtask: after the code that wrote, before anything else. What a listener throws reaches the process as an uncaught error,
 * and the other listeners all the same.
 */
export function createDelivery(): Delivery {
  /** Replaced, never changed: what is on its way goes to those who watched when it was sent. */
  const watchers = new Map<string, readonly Watcher[]>()
  let queue: { readonly event: StoreEvent; readonly to: readonly Watcher[] }[] = []
  let isScheduled = false

  function push(event: StoreEvent, to: readonly Watcher[]): void {
    queue.push({ event, to })
    if (isScheduled) return
    isScheduled = true
    queueMicrotask(deliver)
  }

  function deliver(): void {
    // Grows while it is walked: listeners write.
    for (const { event, to } of queue) for (const watcher of to) tell(watcher, event)
    queue = []
    isScheduled = false
  }

  return {
    send(resource, event) {
      const to = watchers.get(resource) ?? []
      if (to.length > 0) push(event, to)
    },
    add(resource, missed, listener) {
      const watcher: Watcher = { listener, ended: false }
      watchers.set(resource, [...(watchers.get(resource) ?? []), watcher])
      for (const event of missed) push(event, [watcher])
      return () => {
        watcher.ended = true
        watchers.set(
          resource,
          (watchers.get(resource) ?? []).filter((other) => other !== watcher),
        )
      }
    },
    endAll() {
      for (const all of watchers.values()) for (const watcher of all) watcher.ended = true
      watchers.clear()
    },
  }
}

function tell(watcher: Watcher, event: StoreEvent): void {
  if (watcher.ended) return
  try {
    watcher.listener(event)
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}
