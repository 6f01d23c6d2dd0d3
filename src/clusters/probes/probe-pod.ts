import type { Cancellation } from '../../core/clock.ts'
import type { ExecResult, PodTarget, Probe, ProbeOutcome } from '../../core/labs/cluster-port.ts'
import { KubedrillError } from '../../contract/errors.ts'
import type { PodExec } from '../kubernetes/pod-exec.ts'
import { bashDnsArguments, bashDnsOutcome } from './bash-dns.ts'
import { digArguments, digOutcome } from './dns-answer.ts'
import { curlArguments, curlOutcome } from './http-answer.ts'
import {
  agnhostArguments,
  agnhostOutcome,
  bashArguments,
  bashOutcome,
  curlConnectArguments,
  curlConnectOutcome,
} from './tcp-answer.ts'
import { toolsInContainer } from './tools-in-container.ts'

/** A program that asks the network, and how to read its answer. */
interface Question {
  readonly argv: readonly string[]
  readonly read: (result: ExecResult) => ProbeOutcome
}

/** Runs `argv` in the network namespace of `target` with its resolver's configuration, from outside its container. */
export interface NamespaceExec {
  readonly tools: (target: PodTarget) => Promise<ReadonlySet<string>>
  readonly exec: PodExec
}

/** Time that a tool may take on top of the probe's own, for its start and its end. */
const startMs = 5_000
/** A tool may wait for a name, over a search list of several, before it waits for the connection. */
const waits = { dns: 6, tcp: 3, http: 1 } as const

/**
 * Sends one probe from the workload's own container, so that its resolver, policies and network namespace apply; where the
 * image lacks the tools, from the same network namespace with tools of the node. What keeps a probe from running is an
 * outcome (`unprobed`), not an error.
 */
export function createProber(
  exec: PodExec,
  fromNode: NamespaceExec,
  containerId: (target: PodTarget) => Promise<string>,
): (from: PodTarget, probe: Probe, cancel: Cancellation) => Promise<ProbeOutcome> {
  const known = new Map<string, ReadonlySet<string>>()
  const toolsInside = async (from: PodTarget): Promise<ReadonlySet<string>> => {
    const id = await containerId(from)
    const tools = known.get(id) ?? (await toolsInContainer(exec, from))
    known.set(id, tools)
    return tools
  }
  return async (from, probe, cancel) => {
    try {
      const inside = question(probe, await toolsInside(from))
      if (inside !== null) return await ask(exec, from, inside, probe, cancel)
      const outside = question(probe, await fromNode.tools(from))
      if (outside !== null) return await ask(fromNode.exec, from, outside, probe, cancel)
      return {
        outcome: 'unprobed',
        detail: `neither the image nor the node has a tool for a ${probe.kind} probe`,
      }
    } catch (error) {
      cancel.throwIfAborted()
      if (!(error instanceof KubedrillError)) throw error
      return { outcome: 'unprobed', detail: error.message }
    }
  }
}

async function ask(
  exec: PodExec,
  from: PodTarget,
  { argv, read }: Question,
  probe: Probe,
  cancel: Cancellation,
): Promise<ProbeOutcome> {
  const timeoutMs = probe.timeoutMs * waits[probe.kind] + startMs
  return read(await exec(from, argv, { timeoutMs, cancel }))
}

function question(probe: Probe, tools: ReadonlySet<string>): Question | null {
  switch (probe.kind) {
    case 'dns':
      if (tools.has('dig')) {
        return {
          argv: ['dig', ...digArguments(probe.name, probe.type, probe.timeoutMs)],
          read: (result) => digOutcome(result, probe.type),
        }
      }
      if (!['bash', 'timeout', 'dd', 'od'].every((tool) => tools.has(tool))) return null
      return {
        argv: bashDnsArguments(probe.name, probe.type, probe.timeoutMs),
        read: (result) => bashDnsOutcome(result, probe.type),
      }
    case 'tcp':
      if (tools.has('agnhost')) {
        return { argv: agnhostArguments(probe.host, probe.port, probe.timeoutMs), read: agnhostOutcome }
      }
      if (['bash', 'timeout', 'getent'].every((tool) => tools.has(tool))) {
        return { argv: bashArguments(probe.host, probe.port, probe.timeoutMs), read: bashOutcome }
      }
      if (!tools.has('curl')) return null
      return { argv: curlConnectArguments(probe.host, probe.port, probe.timeoutMs), read: curlConnectOutcome }
    case 'http':
      if (!tools.has('curl')) return null
      return { argv: curlArguments(probe.url, probe.timeoutMs, probe.headers ?? {}), read: curlOutcome }
  }
}
