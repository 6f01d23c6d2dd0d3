import type { Stored } from '../api/object.ts'
import { timestamp } from '../api/object.ts'
import type { Pod } from '../api/schema/kubernetes-types.ts'
import { containerFiles, type Mount, type VolumeContents } from '../containers/files.ts'
import { programOf, type Image } from '../containers/images/image.ts'
import { namespaceOf } from '../network/places.ts'
import { ContainerConfigError, environmentOf, expand } from './container-environment.ts'
import { retryMs, type TellEvent } from './image-pulls.ts'
import type { NodeContext } from './node-context.ts'
import { hostnameOf, hostsFile, resolvFile } from './pod-files.ts'
import { seedFiles, startContainer, startFailure, type RunningContainer } from './running-container.ts'
import type { Slot } from './slot.ts'

export interface Sandbox {
  /** The Pod's address: its node's with `hostNetwork`. */
  readonly address: string
  readonly volumes: ReadonlyMap<string, VolumeContents>
}

/** What came of the attempt to start a container. */
export type StartOutcome =
  | { readonly kind: 'running'; readonly run: RunningContainer; readonly image: Image }
  /** It waits; `retryAfterMs` says when it is tried again. */
  | {
      readonly kind: 'waiting'
      readonly reason: string
      readonly message: string
      readonly retryAfterMs: number
    }
  /** Made, and could not be started: it counts as a run that failed. */
  | { readonly kind: 'start-error'; readonly message: string; readonly id: string; readonly image: Image }

/** Starts a container as the kubelet does: image, configuration, create, start, each with its event (kubernetes `kuberuntime_container.go`). */
export function tryStart(
  node: NodeContext,
  pod: Stored<Pod>,
  slot: Slot,
  sandbox: Sandbox,
  tell: TellEvent,
): StartOutcome {
  const { spec } = slot
  const reference = spec.image ?? ''
  const policy =
    spec.imagePullPolicy ??
    (/:latest$|^[^:]*$/.test(reference.replace(/^.*\//, '')) ? 'Always' : 'IfNotPresent')
  const found = node.images.ensure(pod.metadata.uid, reference, policy, tell)
  if (found.kind === 'not-there') {
    tell('Warning', 'Failed', `Error: ${found.reason}`)
    return { kind: 'waiting', reason: found.reason, message: found.message, retryAfterMs: found.retryMs }
  }
  const { image } = found
  const hostname = hostnameOf(pod, node.name)
  try {
    const environment = environmentOf(node.client, pod, spec, image.environment, {
      podIP: sandbox.address,
      hostIP: node.address,
      hostname,
    })
    const files = containerFiles(image.files, mountsOf(slot, sandbox.volumes))
    seedFiles(files, {
      '/etc/hosts': hostsFile(pod, sandbox.address, hostname),
      '/etc/hostname': `${hostname}\n`,
      '/etc/resolv.conf': resolvFile(pod, node.clusterDns),
    })
    const argv = commandOf(slot, image, environment)
    const id = Buffer.from(node.random.bytes(32)).toString('hex')
    tell('Normal', 'Created', 'Container created')
    const { namespace = '', name } = pod.metadata
    const run = startContainer({
      id,
      clock: node.clock,
      world: {
        clock: node.clock,
        sockets: node.sockets,
        resolver: node.resolver,
        namespace: namespaceOf({
          namespace,
          name,
          node: node.name,
          hostNetwork: pod.spec?.hostNetwork ?? false,
        }),
        address: sandbox.address,
        hostname,
        files,
        programOf: (command) => programOf(image, command),
      },
      argv,
      environment,
      workingFolder: spec.workingDir ?? image.workingFolder,
      stdin: spec.stdin ?? false,
      tty: spec.tty ?? false,
    })
    if (run === null) {
      const message = startFailure(argv[0] ?? '')
      tell('Warning', 'Failed', `Error: ${message}`)
      return { kind: 'start-error', message, id, image }
    }
    tell('Normal', 'Started', 'Container started')
    return { kind: 'running', run, image }
  } catch (error) {
    if (!(error instanceof ContainerConfigError)) throw error
    tell('Warning', 'Failed', `Error: ${error.message}`)
    return {
      kind: 'waiting',
      reason: 'CreateContainerConfigError',
      message: error.message,
      retryAfterMs: retryMs,
    }
  }
}

/** The state of a container that was made and never ran. */
export function startErrorState(
  outcome: Extract<StartOutcome, { kind: 'start-error' }>,
  now: number,
): NonNullable<Slot['ended']> {
  return {
    containerID: `containerd://${outcome.id}`,
    exitCode: 128,
    finishedAt: timestamp(now),
    message: outcome.message,
    reason: 'StartError',
    startedAt: timestamp(0),
  }
}

function commandOf(
  { spec }: Slot,
  image: Image,
  environment: ReadonlyMap<string, string>,
): readonly string[] {
  const command = spec.command ?? []
  const args = spec.args ?? []
  const argv =
    command.length > 0
      ? [...command, ...args]
      : [...image.entrypoint, ...(args.length > 0 ? args : image.command)]
  if (argv.length === 0) throw new ContainerConfigError('no command specified')
  return argv.map((word) => expand(word, environment))
}

function mountsOf({ spec }: Slot, volumes: ReadonlyMap<string, VolumeContents>): readonly Mount[] {
  return (spec.volumeMounts ?? []).flatMap(
    ({ name, mountPath, readOnly = false, subPath }): readonly Mount[] => {
      const contents = volumes.get(name)
      if (contents === undefined) return []
      return [
        {
          path: mountPath.replace(/\/+$/, '') || '/',
          readOnly: readOnly || contents.set === null,
          contents,
          ...(subPath !== undefined && { subPath }),
        },
      ]
    },
  )
}
