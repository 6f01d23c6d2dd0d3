import type { Problem } from '../../contract/labs.ts'
import { KindError } from './kind-error.ts'

/** What kind's and docker's own messages of a failed creation mean; the first that fits counts. */
const meanings: readonly {
  readonly pattern: RegExp
  readonly problem: (image: string) => Problem
}[] = [
  {
    pattern: /failed to pull image|unable to find image|manifest unknown|pull access denied/i,
    problem: (image) => ({
      code: 'kind.image-not-pulled',
      message: `The node image ${image} is not here and can not be pulled.`,
      remedy:
        'Connect to the network once, or name an image that is here in KUBEDRILL_KIND_IMAGE or the settings.',
    }),
  },
  {
    pattern: /port is already allocated|address already in use|ports are not available/i,
    problem: () => ({
      code: 'kind.port-in-use',
      message: "The port that kind chose for the cluster's API server is in use.",
      remedy: 'Try again: another port is chosen each time.',
    }),
  },
  {
    pattern: /no space left on device/i,
    problem: () => ({
      code: 'kind.disk-full',
      message: 'The disk of the container engine became full while the cluster was made.',
      remedy: 'Free disk space there, for example with `docker system prune`.',
    }),
  },
  {
    pattern: /already exist for a cluster with the name/i,
    problem: () => ({
      code: 'kind.name-clash',
      message: 'Another cluster of the same name appeared while this one was made.',
      remedy: 'Run `kubedrill cluster down`, then try again.',
    }),
  },
  {
    pattern: /could not find a log line that matches|too many open files|inotify/i,
    problem: () => ({
      code: 'kind.node-did-not-boot',
      message: "A node's container did not boot; the usual reason is the host's limit on inotify instances.",
      remedy:
        'Raise it: `sudo sysctl fs.inotify.max_user_instances=512 fs.inotify.max_user_watches=524288`; then try again.',
    }),
  },
  {
    pattern:
      /failed while waiting for the kubelet|timed out waiting for the condition|context deadline exceeded/i,
    problem: () => ({
      code: 'kind.node-not-ready',
      message: 'The control plane of the new cluster did not become ready in time.',
      remedy: 'Close what uses the processor and memory, then try again; `kind create cluster` shows more.',
    }),
  },
]

/** The error for a `kind create cluster` that failed with `output`. */
export function createFailure(output: string, image: string | null): KindError {
  const named = image ?? /Ensuring node image \(([^)]+)\)/.exec(output)?.[1] ?? 'kindest/node'
  const meaning = meanings.find(({ pattern }) => pattern.test(output))
  if (meaning !== undefined) return new KindError(meaning.problem(named), { cause: new Error(output) })
  const line = output.split('\n').find((text) => text.startsWith('ERROR: ')) ?? 'ERROR: no message'
  return new KindError(
    {
      code: 'kind.create-failed',
      message: `kind could not create the cluster: ${line.slice('ERROR: '.length, 400)}.`,
      remedy: 'Run `kubedrill doctor`, then try again; `kind create cluster` shows more.',
    },
    { cause: new Error(output) },
  )
}
