import type { Cancellation } from '../../../core/clock.ts'
import type { Cluster } from '../../../core/labs/cluster-port.ts'
import { type Baseline, NotRestorable } from './baseline.ts'

type NodeState = Baseline['kernel'][number]
type NodeAccess = Pick<Cluster, 'nodeExec' | 'nodes'>

const tables = ['raw', 'mangle', 'nat', 'filter']
const builtInChains = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING']
/** Targets of a rule that a person writes; a jump to any other chain is kube-proxy's or the Pod network's. */
const verdicts = ['ACCEPT', 'DROP', 'REJECT', 'LOG', 'MARK', 'TTL', 'TCPMSS']
const services = ['containerd', 'kubelet']

/**
 * What is held of each node's own state: rules with a verdict in iptables' built-in chains, IPv4 routes of the main table and
 * that containerd and the kubelet run. kube-proxy and the Pod network put their own chains back by themselves.
 */
export async function nodeStates(cluster: NodeAccess, cancel: Cancellation): Promise<NodeState[]> {
  return Promise.all((await cluster.nodes()).map((node) => stateOf(cluster, node, cancel)))
}

/** Removes rules that were added, puts routes back and starts the services; answers what it did. */
export async function restoreNodeStates(
  cluster: NodeAccess,
  wanted: readonly NodeState[],
  cancel: Cancellation,
): Promise<string[]> {
  const done = await Promise.all(wanted.map((baseline) => restoreNode(cluster, baseline, cancel)))
  return done.flat()
}

async function restoreNode(
  cluster: NodeAccess,
  baseline: NodeState,
  cancel: Cancellation,
): Promise<string[]> {
  const { node } = baseline
  const now = await stateOf(cluster, node, cancel)
  const run = async (argv: readonly string[], stdin?: string): Promise<void> => {
    const options = { timeoutMs: 60_000, cancel, ...(stdin === undefined ? {} : { stdin }) }
    const result = await cluster.nodeExec(node, argv, options)
    if (result.exitCode !== 0)
      throw new NotRestorable(`${argv.join(' ')} on ${node}: ${result.stderr.trim()}`)
  }
  const stopped = services.filter((service) => !now.running.includes(service))
  for (const service of stopped) await run(['systemctl', 'start', service])
  const rules = surplus(now.rules, baseline.rules)
  for (const { table, rule } of rules) {
    // Its own save format, so that iptables itself takes the quotes apart.
    const deletion = rule.replace(/^-A /, '-D ')
    await run(['iptables-restore', '--noflush', '--wait', '5'], `*${table}\n${deletion}\nCOMMIT\n`)
  }
  const blocking = routesMissingFrom(baseline.routes, now.routes).filter(isBlocking)
  for (const route of blocking) await run(['ip', 'route', 'del', ...route.split(' ')])
  const lost = lostRoutes(baseline.routes, now.routes)
  for (const route of lost) await run(['ip', 'route', 'replace', ...route.split(' ')])
  return [
    ...stopped.map((service) => `service ${service}`),
    ...rules.map(({ table, rule }) => `iptables -t ${table} ${rule}`),
    ...[...blocking, ...lost].map((route) => `route ${route}`),
  ].map((what) => `${what} on ${node}`)
}

async function stateOf(cluster: NodeAccess, node: string, cancel: Cancellation): Promise<NodeState> {
  const lines = async (...argv: string[]): Promise<string[]> => {
    const { stdout } = await cluster.nodeExec(node, argv, { timeoutMs: 15_000, cancel })
    return stdout
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
  }
  const [routes, active, ...saved] = await Promise.all([
    lines('ip', '-4', 'route', 'show'),
    lines('systemctl', 'is-active', ...services),
    ...tables.map((table) => lines('iptables-save', '-t', table)),
  ])
  const running = services.filter((_service, index) => active[index] === 'active')
  const rules = saved.flatMap((lines, index) =>
    lines.filter(hasVerdict).map((rule) => ({ table: tables[index] ?? '', rule })),
  )
  return { node, rules, routes, running }
}

function hasVerdict(rule: string): boolean {
  const chain = /^-A (\S+)/.exec(rule)?.[1]
  const target = / -j (\S+)/.exec(rule)?.[1]
  return (
    chain !== undefined && builtInChains.includes(chain) && target !== undefined && verdicts.includes(target)
  )
}

/** Rules that are in `now` more often than in `baseline`. */
function surplus(now: NodeState['rules'], baseline: NodeState['rules']): NodeState['rules'] {
  const left = baseline.map(({ table, rule }) => `${table} ${rule}`)
  return now.filter(({ table, rule }) => {
    const at = left.indexOf(`${table} ${rule}`)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

function routesMissingFrom(routes: readonly string[], others: readonly string[]): string[] {
  return others.filter((route) => !routes.includes(route))
}

/**
 * Routes of the baseline that are gone. When the node has another address than then (its container was restarted), a route
 * that leads to the same destination another way is right.
 */
function lostRoutes(baseline: readonly string[], now: readonly string[]): string[] {
  const gone = routesMissingFrom(now, baseline).filter((route) => !isOfOnePod(route))
  const sameAddress = baseline.filter(isOwnSubnet).every((route) => now.includes(route))
  const destinations = now.map((route) => route.split(' ')[0])
  return gone.filter((route) => sameAddress || !destinations.includes(route.split(' ')[0]))
}

function isOwnSubnet(route: string): boolean {
  return route.includes('proto kernel scope link')
}

function isBlocking(route: string): boolean {
  return /^(?:blackhole|unreachable|prohibit|throw) /.test(route)
}

/** Routes to one address over a veth come and go with its Pod. */
function isOfOnePod(route: string): boolean {
  return / dev veth/.test(route)
}
