import { timestamp, type Stored } from '../../api/object.ts'
import type { Node, Taint } from '../../api/schema/kubernetes-types.ts'

const prefix = 'node.kubernetes.io/'
/** Condition, its status, and the taint that it brings. */
const byCondition: readonly (readonly [string, string, string])[] = [
  ['Ready', 'False', 'not-ready'],
  ['Ready', 'Unknown', 'unreachable'],
  ['MemoryPressure', 'True', 'memory-pressure'],
  ['DiskPressure', 'True', 'disk-pressure'],
  ['PIDPressure', 'True', 'pid-pressure'],
  ['NetworkUnavailable', 'True', 'network-unavailable'],
]
const noExecute = ['not-ready', 'unreachable']
const managed = new Set([...byCondition.map(([, , name]) => `${prefix}${name}`), `${prefix}unschedulable`])

/** The taints that a node's conditions and spec.unschedulable ask for, besides its own. Rule: node_lifecycle_controller.go. */
export function wantedTaints(node: Stored<Node>, now: number): readonly Taint[] {
  const current = node.spec?.taints ?? []
  const found = byCondition
    .filter(([type, status]) =>
      node.status?.conditions?.some((one) => one.type === type && one.status === status),
    )
    .map(([, , name]) => name)
  const names = [...found, ...(node.spec?.unschedulable === true ? ['unschedulable'] : [])]
  const wanted = [
    ...names.map((name) => ({ key: `${prefix}${name}`, effect: 'NoSchedule' })),
    ...names
      .filter((name) => noExecute.includes(name))
      .map((name) => ({ key: `${prefix}${name}`, effect: 'NoExecute' })),
  ]
  const same = (a: Taint, b: Taint) => a.key === b.key && a.effect === b.effect
  const kept = current.filter((taint) => !managed.has(taint.key) || wanted.some((one) => same(one, taint)))
  const added = wanted.filter((taint) => !current.some((one) => same(one, taint)))
  return [...kept, ...added.map((taint) => ({ ...taint, timeAdded: timestamp(now) }))]
}
