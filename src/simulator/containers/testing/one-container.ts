import type { NetworkState } from '../../network/network-state.ts'
import { packetEngine } from '../../network/packet-engine.ts'
import { sockets, type Sockets } from '../../network/sockets.ts'
import { fixedState, podOn, type FixedParts } from '../../network/testing/fixed-state.ts'
import { manualClock, type ManualClock } from '../../network/testing/manual-clock.ts'
import { seededRandom } from '../../network/testing/seeded-random.ts'
import { collector, decode, encode, sourceOf } from '../bytes.ts'
import { containerProcesses, type ContainerProcesses } from '../container-processes.ts'
import { containerFiles, type Mount } from '../files.ts'
import { programOf } from '../images/image.ts'
import { offlineImages } from '../images/registry.ts'
import type { ProcessFiles } from '../program.ts'
import { hostsResolver } from '../resolver.ts'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

export interface OneContainer {
  readonly processes: ContainerProcesses
  readonly files: ProcessFiles
  /** Runs a command beside PID 1 until it ends. */
  readonly run: (argv: readonly string[], input?: string) => Promise<Ran>
  /** `sh -c`. */
  readonly sh: (script: string) => Promise<Ran>
}

/** Pods `shop/a` (10.244.1.5) and `shop/b` (10.244.2.7) with a container each. */
export interface TwoPods {
  readonly clock: ManualClock
  readonly sockets: Sockets
  readonly state: NetworkState
  readonly parts: FixedParts
  readonly container: (pod: 'a' | 'b', image?: string, mounts?: readonly Mount[]) => OneContainer
}

export function twoPods(): TwoPods {
  const clock = manualClock()
  const pods = { a: podOn(1, 5, 'a'), b: podOn(2, 7, 'b') }
  const parts: FixedParts = { pods: Object.values(pods), services: [], slices: [], policies: [] }
  const state = fixedState(parts)
  const there = sockets(clock, (open) =>
    packetEngine({ state, clock, random: seededRandom(), listens: (...at) => open.find(...at) !== null }),
  )
  return {
    clock,
    sockets: there,
    state,
    parts,
    container: (pod, reference = 'registry.k8s.io/e2e-test-images/agnhost:2.59', mounts = []) => {
      const image = offlineImages().find(reference)
      if (image === null) throw new Error(`no image ${reference}`)
      const files = containerFiles(image.files, mounts)
      files.write('/etc/hosts', encode('127.0.0.1\tlocalhost\n10.244.2.7\tpeer\n'))
      const processes = containerProcesses({
        clock,
        sockets: there,
        resolver: hostsResolver,
        namespace: `pod/shop/${pod}`,
        address: pods[pod].address,
        hostname: pod,
        files,
        programOf: (command) => programOf(image, command),
      })
      const start = (argv: readonly string[], input: string) => {
        const [out, err] = [collector(), collector()]
        const running = processes.start({
          argv,
          environment: new Map(Object.entries(image.environment)),
          workingFolder: '/',
          stdin: sourceOf(encode(input)),
          stdout: out,
          stderr: err,
          terminal: null,
        })
        return { running, out, err }
      }
      start(['sleep', 'infinity'], '')
      const run = async (argv: readonly string[], input = '') => {
        const { running, out, err } = start(argv, input)
        if (running === null) throw new Error(`no program ${argv[0] ?? ''}`)
        const code = await clock.run(running.exit)
        return { code, out: decode(out.bytes()), err: decode(err.bytes()) }
      }
      return { processes, files, run, sh: (script) => run(['sh', '-c', script]) }
    },
  }
}
